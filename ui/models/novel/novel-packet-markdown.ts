/** A chapter packet as Markdown, in the book's language: for any editor, and for any model. */
import type { Novel } from "#shared/foundation/novel.ts";
import { fieldNameIn } from "../../i18n/labels.ts";
import { lengthIn, novelWordsIn } from "../../i18n/novel.words.ts";
import type { NovelIndex } from "./novel-index.ts";
import { markdownLine, markdownText } from "./novel-markdown-text.ts";
import { type NovelOrigins, novelOrigins } from "./novel-origins.ts";
import type { ChapterPacket, PacketPerson } from "./novel-packet.ts";

export function packetMarkdown(
  packet: ChapterPacket,
  novel: Novel,
  index: NovelIndex,
  origins: NovelOrigins = novelOrigins(novel),
): string {
  const words = novelWordsIn(novel.language);
  const text = words.packet;
  const { chapter, part } = packet.entry;
  const { form, voice, avoid } = novel.story;
  const paid = [
    ...(chapter.payoff === undefined ? [] : [chapter.payoff]),
    ...chapter.payoff_ids.map((id) => index.nameOf("pleasure_or_thread", id)),
  ];
  const blocks: string[] = [];
  const label = (name: string, value: string) => `**${name}**${words.labelEnd}${value}`;
  const section = (title: string, items: readonly string[]) => {
    if (items.length > 0) blocks.push(`## ${title}`, items.map((item) => `- ${item}`).join("\n"));
  };
  const line = markdownLine;

  blocks.push(`# ${text.title(chapter.number, line(chapter.title))}`);
  if (origins.has("sample")) blocks.push(`**${text.sampleNote}**`);
  blocks.push(
    [
      `${line(novel.title)}`,
      label(text.part, line(part.title)),
      label(
        text.pov,
        [index.nameOf("character", chapter.pov_id), form.pov, form.tense ?? ""]
          .filter((item) => item !== "")
          .map(line)
          .join(" · "),
      ),
      label(text.length, lengthIn(novel.language, chapter.length, form.unit)),
    ].join("  \n"),
  );
  if (packet.before !== null) blocks.push(label(text.before, line(packet.before)));
  blocks.push(
    `## ${text.goal}`,
    markdownText(chapter.goal),
    `## ${text.beats}`,
    chapter.beats.map((beat, at) => `${at + 1}. ${line(beat)}`).join("\n"),
    [
      label(text.turn, line(chapter.turn)),
      ...paid.map((name) => label(text.payoff, line(name))),
      label(text.hook, line(chapter.hook)),
    ].join("  \n"),
  );
  section(
    text.threads,
    packet.threads.map(({ question, move, answer }) => {
      const told = answer === null ? "" : ` → ${line(answer)}`;
      return `${line(question)}${words.aside(text.moves[move])}${told}`;
    }),
  );
  blocks.push(
    `## ${text.voice}`,
    markdownText(voice.description),
    quoted(markdownText(voice.sample)),
  );
  section(text.avoid, avoid.map(line));
  section(
    text.cast,
    packet.cast.map((person) => personLine(person, novel)),
  );
  section(
    text.others,
    packet.others.map(({ name, role }) =>
      role === null ? line(name) : `${line(name)}${words.labelEnd}${line(role)}`,
    ),
  );
  section(
    text.relations,
    packet.relations.map(
      ({ from, to, kind, surface }) =>
        `${line(from)} → ${line(to)}${words.aside(line(kind))}${words.labelEnd}${line(surface)}`,
    ),
  );
  section(
    text.places,
    packet.places.map(({ name, sense, is_here, story_use }) => {
      const here = is_here ? words.aside(text.here) : "";
      return `**${line(name)}**${here}${words.labelEnd}${[sense, story_use ?? ""].map(line).join(words.sentenceSeparator).trim()}`;
    }),
  );
  section(
    text.rules,
    packet.rules.map(
      ({ rule, cost, limit }) =>
        `${line(rule)}${words.aside(`${words.rule.cost}${words.labelEnd}${line(cost)}${words.sentenceSeparator}${words.rule.limit}${words.labelEnd}${line(limit)}`)}`,
    ),
  );
  section(
    text.secrets,
    packet.secrets.map(
      ({ truth, because }) =>
        `${line(truth)}${words.aside(because === "revealed" ? text.revealed : text.povKnows)}`,
    ),
  );
  section(
    text.terms,
    packet.terms.map(({ term, meaning }) => `**${line(term)}**${words.labelEnd}${line(meaning)}`),
  );
  blocks.push(`*${text.scope}*`);
  return `${blocks.join("\n\n")}\n`;
}

function personLine(
  { character, is_pov, role, secret }: PacketPerson,
  { language }: Novel,
): string {
  const words = novelWordsIn(language);
  const label = (name: string, value: string) => `${name}${words.labelEnd}${markdownLine(value)}`;
  const names = [character.name, ...character.aliases].map(markdownLine).join(" / ");
  const facts = [
    [role, character.age, character.gender]
      .filter((fact) => typeof fact === "string")
      .map(markdownLine)
      .join(" · "),
    ...(
      [
        ["sign", character.sign],
        ["want", character.want],
        ["misbelief", character.misbelief],
        ["strength", character.strength],
        ["flaw", character.flaw],
        ["start", character.arc?.start],
      ] as const
    ).flatMap(([key, value]) =>
      value === undefined ? [] : [label(fieldNameIn(language, key), value)],
    ),
    ...(character.voice === undefined
      ? []
      : [
          label(
            fieldNameIn(language, "voice"),
            `${character.voice.description}${words.sentenceSeparator}${character.voice.line}`,
          ),
        ]),
    ...(secret === null ? [] : [label(words.packet.ownSecret, secret)]),
  ];
  const pov = is_pov ? words.aside(words.packet.isPov) : "";
  return `**${names}**${pov}\n${facts.map((fact) => `  - ${fact}`).join("\n")}`;
}

function quoted(text: string): string {
  return text.replace(/^/gm, "> ");
}
