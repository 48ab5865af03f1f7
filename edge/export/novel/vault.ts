/** A book as linked notes: a folder of Markdown that Obsidian opens, and any editor reads. */
import type { Novel } from "#shared/foundation/novel.ts";
import { type Block, type Inline, list, said } from "#shared/novel/document.ts";
import { heading, tableBlocks, type Writer } from "#shared/novel/fields-document.ts";
import { markdownOf } from "#shared/novel/markdown.ts";
import { markdownPiece } from "#shared/novel/markdown-text.ts";
import {
  type Beside,
  briefSection,
  checksSection,
  questionsSection,
  stageSection,
  writerOf,
} from "#shared/novel/novel-document.ts";
import { titleSection } from "#shared/novel/title-page.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { isRecord, valueAt } from "#shared/pointer.ts";
import { frontMatter, type Property } from "./front-matter.ts";
import { listOf, type Note, planVault, type VaultPlan } from "./vault-plan.ts";
import type { ZippedFile } from "./zip.ts";

type Properties = Record<string, Property | null>;

/** Every note, with `.md` behind its name. */
export function vaultFiles(novel: Novel, beside: Beside): ZippedFile[] {
  const plain = writerOf(novel, beside);
  const plan = planVault(plain);
  const writer: Writer = { ...plain, hasOwnNote: (pointer) => plan.paths.has(pointer) };
  const note = (path: string, properties: Properties, blocks: readonly Block[]) => ({
    name: `${path}.md`,
    input: `${frontMatter(properties)}\n${markdownOf([{ blocks }], {
      kind: "obsidian",
      link: (piece) => linkOf(piece, plan),
    })}`,
  });
  return [
    note(plan.index, indexProperties(novel), indexBlocks(writer, plan, beside)),
    ...STAGES.map((stage) =>
      note(
        plan.stages[stage],
        { type: "stage", title: bookWordsIn(novel.language).stages[stage], book: wiki(plan.index) },
        stageSection(writer, stage).blocks,
      ),
    ),
    ...plan.notes.map((of) =>
      note(of.path, noteProperties(writer, of, plan), noteBlocks(writer, of, plan)),
    ),
  ];
}

/** One stage alone: a note that needs no other. */
export function stageNote(novel: Novel, stage: Stage, beside: Beside): string {
  const writer = writerOf(novel, beside);
  const words = bookWordsIn(novel.language);
  const properties = { type: "stage", title: words.stages[stage], book: novel.title };
  return `${frontMatter(properties)}\n${markdownOf([stageSection(writer, stage)], {
    kind: "obsidian",
    link: () => null,
  })}`;
}

function indexProperties(novel: Novel): Properties {
  return {
    type: "novel",
    title: novel.title,
    language: novel.language,
    edition: novel.edition,
    genres: novel.tags,
    series: novel.series?.title ?? null,
    number: novel.series?.number ?? null,
    updated: novel.updated_at,
  };
}

function indexBlocks(writer: Writer, plan: VaultPlan, beside: Beside): Block[] {
  const { novel } = writer;
  const words = bookWordsIn(novel.language);
  const stages = STAGES.map((stage) => [{ text: words.stages[stage], to: `#${stage}` }]);
  const lists = (
    [
      ["person", words.notes.people],
      ["place", words.notes.places],
      ["chapter", words.notes.chapters],
      ["thread", words.notes.threads],
    ] as const
  ).flatMap(([kind, name]) => {
    const of = plan.notes.filter((note) => note.kind === kind);
    return of.length === 0
      ? []
      : [
          heading(writer, 2, name, null),
          list(of.map(({ title, pointers }) => [{ ...said(title), to: pointers[0] ?? "" }])),
        ];
  });
  return [
    ...titleSection(writer).blocks,
    heading(writer, 2, words.contents, null),
    list(stages),
    ...lists,
    ...(beside.brief ? briefSection(writer).flatMap(({ blocks }) => blocks) : []),
    ...questionsSection(writer).flatMap(({ blocks }) => blocks),
    ...(beside.checks ? checksSection(writer).blocks : []),
  ];
}

function noteBlocks(writer: Writer, note: Note, plan: VaultPlan): Block[] {
  const { novel, origins } = writer;
  const [first = ""] = note.pointers;
  const kind = origins.kindAt(first);
  const told = note.pointers.flatMap((pointer) => {
    const list = listOf(pointer);
    if (list === null) return [];
    const { [list.heading]: _named, ...rest } = list.fields;
    const key = pointer.split("/").at(-2) ?? null;
    const inside = origins.kindAt(pointer);
    return tableBlocks(writer, rest, valueAt(novel, pointer), pointer, 2, inside, key);
  });
  return [heading(writer, 1, note.title, kind), ...told, ...beforeAndAfter(writer, note, plan)];
}

/** A chapter leads to those beside it. */
function beforeAndAfter({ novel }: Writer, note: Note, plan: VaultPlan): Block[] {
  if (note.kind !== "chapter") return [];
  const words = bookWordsIn(novel.language);
  const chapters = plan.notes.filter(({ kind }) => kind === "chapter");
  const at = chapters.indexOf(note);
  const lines = (
    [
      [words.before, chapters[at - 1]],
      [words.next, chapters[at + 1]],
    ] as const
  ).flatMap(([label, other]) =>
    other === undefined
      ? []
      : [
          [
            { text: `${label}${words.labelEnd}` },
            { ...said(other.title), to: other.pointers[0] ?? "" },
          ],
        ],
  );
  return lines.length === 0 ? [] : [{ kind: "paragraph", lines }];
}

function noteProperties(writer: Writer, note: Note, plan: VaultPlan): Properties {
  const { novel, index } = writer;
  const [pointer = ""] = note.pointers;
  const item = valueAt(novel, pointer);
  const held = isRecord(item) ? item : {};
  const text = (key: string) => (typeof held[key] === "string" ? held[key] : null);
  const linked = (to: "character" | "place" | "faction" | "plot_thread", id: unknown) => {
    if (typeof id !== "string") return [];
    const found = index.find(to, id);
    const path = found === null ? undefined : plan.paths.get(found.pointer);
    return path === undefined ? [index.nameOf(to, id)] : [wiki(path)];
  };
  const all = (to: Parameters<typeof linked>[0], ids: unknown) =>
    Array.isArray(ids) ? ids.flatMap((id) => linked(to, id)) : [];
  const base = { type: note.kind, title: note.title, book: wiki(plan.index) };
  switch (note.kind) {
    case "person": {
      const aliases = Array.isArray(held["aliases"]) ? held["aliases"].map(String) : [];
      return {
        ...base,
        aliases,
        role: text("role"),
        weight: text("weight"),
        factions: all("faction", held["faction_ids"]),
      };
    }
    case "place":
      return base;
    case "chapter": {
      const part = index.chapters.find((entry) => entry.pointer === pointer)?.part.title ?? null;
      return {
        ...base,
        number: typeof held["number"] === "number" ? held["number"] : null,
        part,
        pov: linked("character", held["pov_id"])[0] ?? null,
        place: linked("place", held["place_id"])[0] ?? null,
        cast: all("character", held["cast_ids"]),
        threads: all("plot_thread", held["thread_ids"]),
      };
    }
    case "thread":
      return base;
  }
}

function wiki(path: string): string {
  return `[[${path}]]`;
}

/** As Obsidian writes it; a name that its own way cannot hold is linked in Markdown's. */
function linkOf({ text, to }: Inline, plan: VaultPlan): string | null {
  if (to === undefined) return null;
  const stage = STAGES.find((one) => to === `#${one}`);
  const path = stage === undefined ? plan.paths.get(to) : plan.stages[stage];
  if (path === undefined) return null;
  if (/[[\]|]/.test(text) || text.trim() === "") {
    const target = path.split("/").map(encodeURIComponent).join("/");
    return `[${markdownPiece(text, "obsidian")}](${target.replace(/[()]/g, encodeParenthesis)}.md)`;
  }
  return path === text ? wiki(path) : `[[${path}|${text}]]`;
}

function encodeParenthesis(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}
