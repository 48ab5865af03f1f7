/** A chapter packet in the book's language: for any editor, and for any model. */
import { fieldNameIn } from "../content/field-names.ts";
import type { Novel } from "../foundation/novel.ts";
import {
  type Block,
  type Inline,
  type Line,
  type ListItem,
  list,
  paragraph,
  paragraphs,
  quote,
  said,
  type Section,
  strong,
} from "./document.ts";
import { markdownOf } from "./markdown.ts";
import type { NovelIndex } from "./novel-index.ts";
import { type NovelOrigins, novelOrigins } from "./novel-origins.ts";
import type { ChapterPacket, PacketPerson } from "./packet.ts";
import { type BookWords, bookWordsIn, lengthIn } from "./words.ts";

export function packetMarkdown(...of: Parameters<typeof packetSection>): string {
  return markdownOf([packetSection(...of)]);
}

export function packetSection(
  packet: ChapterPacket,
  novel: Novel,
  index: NovelIndex,
  origins: NovelOrigins = novelOrigins(novel),
): Section {
  const words = bookWordsIn(novel.language);
  const text = words.packet;
  const { chapter, part } = packet.entry;
  const { form, voice, avoid } = novel.story;
  const label = (name: string, value: string) => labelled(words, name, value);
  const paid = [
    ...(chapter.payoff === undefined ? [] : [chapter.payoff]),
    ...chapter.payoff_ids.map((id) => index.nameOf("pleasure_or_thread", id)),
  ];
  const pov = [index.nameOf("character", chapter.pov_id), form.pov, form.tense ?? ""];
  const title = [said(text.title(chapter.number, chapter.title))];
  const blocks: Block[] = [
    { kind: "heading", level: 1, line: title, at: packet.entry.pointer },
    ...(origins.has("sample") ? [paragraph(strong(text.sampleNote))] : []),
    {
      kind: "paragraph",
      lines: [
        [said(novel.title)],
        label(text.part, part.title),
        label(text.pov, pov.filter((item) => item !== "").join(" · ")),
        label(text.length, lengthIn(novel.language, chapter.length, form.unit)),
      ],
    },
    ...(packet.before === null ? [] : [paragraph(...label(text.before, packet.before))]),
    ...titled(text.goal, paragraphs(chapter.goal)),
    ...titled(text.beats, [
      list(
        chapter.beats.map((beat) => [said(beat)]),
        true,
      ),
    ]),
    {
      kind: "paragraph",
      lines: [
        label(text.turn, chapter.turn),
        ...paid.map((name) => label(text.payoff, name)),
        label(text.hook, chapter.hook),
      ],
    },
    ...listed(
      text.threads,
      packet.threads.map(({ question, move, answer }) => [
        said(question),
        { text: words.aside(text.moves[move]) },
        ...(answer === null ? [] : [{ text: " → " }, said(answer)]),
      ]),
    ),
    ...titled(text.voice, [...paragraphs(voice.description), ...quote(voice.sample)]),
    ...listed(
      text.avoid,
      avoid.map((item) => [said(item)]),
    ),
    ...people(packet, novel),
    ...known(packet, words),
    paragraph(said(text.scope)),
  ];
  return { name: "packet", blocks };
}

function people(packet: ChapterPacket, novel: Novel): Block[] {
  const words = bookWordsIn(novel.language);
  const text = words.packet;
  const cast = packet.cast.map((person) => personItem(person, novel));
  return [
    ...(cast.length === 0
      ? []
      : titled(text.cast, [{ kind: "list", isOrdered: false, items: cast }])),
    ...listed(
      text.others,
      packet.others.map(({ name, role }) => [
        said(name),
        ...(role === null ? [] : [{ text: words.labelEnd }, said(role)]),
      ]),
    ),
    ...listed(
      text.relations,
      packet.relations.map(({ from, to, kind, surface }) => [
        said(`${from} → ${to}${words.aside(kind)}${words.labelEnd}${surface}`),
      ]),
    ),
  ];
}

function known({ places, rules, secrets, terms }: ChapterPacket, words: BookWords): Block[] {
  const text = words.packet;
  return [
    ...listed(
      text.places,
      places.map(({ name, sense, is_here, story_use }) => [
        strong(name),
        ...(is_here ? [{ text: words.aside(text.here) }] : []),
        { text: words.labelEnd },
        said([sense, story_use ?? ""].join(words.sentenceSeparator).trim()),
      ]),
    ),
    ...listed(
      text.rules,
      rules.map(({ rule, cost, limit }) => {
        const costs = `${words.rule.cost}${words.labelEnd}${cost}`;
        const limits = `${words.rule.limit}${words.labelEnd}${limit}`;
        return [said(rule + words.aside(`${costs}${words.sentenceSeparator}${limits}`))];
      }),
    ),
    ...listed(
      text.secrets,
      secrets.map(({ truth, because }) => [
        said(truth),
        { text: words.aside(because === "revealed" ? text.revealed : text.povKnows) },
      ]),
    ),
    ...listed(
      text.terms,
      terms.map(({ term, meaning }) => labelled(words, term, meaning)),
    ),
  ];
}

function personItem(
  { character, is_pov, role, secret }: PacketPerson,
  { language }: Novel,
): ListItem {
  const words = bookWordsIn(language);
  const plain = (name: string, value: string): Line => [
    { text: name + words.labelEnd },
    said(value),
  ];
  const facts = [role, character.age, character.gender].filter((fact) => typeof fact === "string");
  const { voice } = character;
  const named = (
    [
      ["sign", character.sign],
      ["want", character.want],
      ["misbelief", character.misbelief],
      ["strength", character.strength],
      ["flaw", character.flaw],
      ["start", character.arc?.start],
    ] as const
  ).flatMap(([key, value]) =>
    value === undefined ? [] : [plain(fieldNameIn(language, key), value)],
  );
  const spoken =
    voice === undefined ? "" : `${voice.description}${words.sentenceSeparator}${voice.line}`;
  return {
    line: [
      strong([character.name, ...character.aliases].join(" / ")),
      ...(is_pov ? [{ text: words.aside(words.packet.isPov) }] : []),
    ],
    below: [
      ...(facts.length === 0 ? [] : [[said(facts.join(" · "))]]),
      ...named,
      ...(spoken === "" ? [] : [plain(fieldNameIn(language, "voice"), spoken)]),
      ...(secret === null ? [] : [plain(words.packet.ownSecret, secret)]),
    ],
  };
}

function labelled(words: BookWords, name: string, value: string): Inline[] {
  return [strong(name), { text: words.labelEnd }, said(value)];
}

function titled(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0
    ? []
    : [{ kind: "heading", level: 2, line: [{ text: title }] }, ...blocks];
}

function listed(title: string, items: readonly Line[]): Block[] {
  return items.length === 0 ? [] : titled(title, [list(items)]);
}
