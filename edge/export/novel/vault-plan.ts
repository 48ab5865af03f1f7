/** Which notes a book's vault has: people, places, chapters and threads each have one of their own. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { ItemsField } from "#shared/content/field-kinds.ts";
import type { Writer } from "#shared/novel/fields-document.ts";
import { NOVEL_PARTS, STAGES, type Stage } from "#shared/stages.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { createNoteNames } from "./note-names.ts";

export type NoteKind = "person" | "place" | "chapter" | "thread";

export interface Note {
  readonly kind: NoteKind;
  /** Without its ending, with its folder. */
  readonly path: string;
  readonly title: string;
  /** Where in the novel its items stand: a thread may be told by the story and by the outline. */
  readonly pointers: readonly string[];
}

export interface VaultPlan {
  readonly index: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly notes: readonly Note[];
  /** Pointer of an item → its note's path. */
  readonly paths: ReadonlyMap<string, string>;
}

export function planVault({ novel, index }: Writer): VaultPlan {
  const words = bookWordsIn(novel.language);
  const nameOf = createNoteNames();
  const indexName = nameOf(novel.title, "novel");
  const [concept, story, world, characters, outline] = STAGES.map((stage, at) =>
    nameOf(`${at + 1} ${words.stages[stage]}`, stage),
  );
  const stages = {
    CONCEPT_SELECTION: concept ?? "",
    STORY_CONCEPTION: story ?? "",
    WORLDVIEW: world ?? "",
    CHARACTERS: characters ?? "",
    PLOT_OUTLINE: outline ?? "",
  };
  const digits = String(index.chapters.length).length;
  const note = (
    kind: NoteKind,
    folder: string,
    title: string,
    name: string,
    at: string[],
  ): Note => ({
    kind,
    title,
    path: `${folder}/${nameOf(name, kind)}`,
    pointers: at,
  });
  const people = novel.characters.characters.map(({ name }, at) =>
    note("person", words.notes.people, name, name, [`/characters/characters/${at}`]),
  );
  const places = novel.world.places.map(({ name }, at) =>
    note("place", words.notes.places, name, name, [`/world/places/${at}`]),
  );
  const chapters = index.chapters.map(({ chapter, pointer, place }) => {
    const number = String(place + 1).padStart(digits, "0");
    const title = words.packet.title(chapter.number, chapter.title);
    return note("chapter", words.notes.chapters, title, `${number} ${chapter.title}`, [pointer]);
  });
  const inStory = novel.story.threads.map(({ id, question }, at) => {
    const carried = novel.outline.threads.findIndex((thread) => thread.id === id);
    return note("thread", words.notes.threads, question, question, [
      `/story/threads/${at}`,
      ...(carried < 0 ? [] : [`/outline/threads/${carried}`]),
    ]);
  });
  const told = new Set(inStory.flatMap(({ pointers }) => pointers));
  const inOutline = novel.outline.threads.flatMap(({ id }, at) => {
    const pointer = `/outline/threads/${at}`;
    const title = index.nameOf("plot_thread", id);
    return told.has(pointer) ? [] : [note("thread", words.notes.threads, title, title, [pointer])];
  });
  const notes = [...people, ...places, ...chapters, ...inStory, ...inOutline];
  return {
    index: indexName,
    stages,
    notes,
    paths: new Map(notes.flatMap(({ path, pointers }) => pointers.map((at) => [at, path]))),
  };
}

/** The table of the list that an item stands in. */
export function listOf(pointer: string): ItemsField | null {
  const [part = "", ...path] = pointer.slice(1).split("/");
  const stage = STAGES.find((one) => NOVEL_PARTS[one] === part);
  let table = stage === undefined ? undefined : STAGE_FIELDS[stage];
  let found: ItemsField | null = null;
  for (const step of path) {
    if (/^\d+$/.test(step)) continue;
    const field = table?.[step];
    if (field?.kind !== "items" && field?.kind !== "group") return null;
    found = field.kind === "items" ? field : null;
    table = field.fields;
  }
  return found;
}
