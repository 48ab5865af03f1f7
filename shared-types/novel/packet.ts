/**
 * The chapter packet: what whoever drafts a chapter needs, and only what is known by then, so that
 * nothing of later chapters slips into an earlier one.
 */
import { carriedBy, ruleUses, type TextUnit, textUnits } from "../foundation/foundation.ts";
import { hasName, namesOf, searchable } from "../foundation/mentions.ts";
import type { Novel } from "../foundation/novel.ts";
import type { Character, ChapterEntry, NovelIndex } from "./novel-index.ts";
import { isKnownBy, revealPlace } from "./reveal.ts";

export interface PacketPerson {
  readonly character: Character;
  readonly is_pov: boolean;
  /** Null where it would name somebody who is not known yet. */
  readonly role: string | null;
  /** Of the one through whose eyes the chapter is seen; nobody else's. */
  readonly secret: string | null;
}

export interface PacketSecret {
  readonly truth: string;
  readonly because: "revealed" | "pov_knows";
}

export interface ChapterPacket {
  readonly entry: ChapterEntry;
  /** The hook that the chapter before ended on. */
  readonly before: string | null;
  readonly cast: readonly PacketPerson[];
  /** Known by then or spoken of, and not in this chapter. */
  readonly others: readonly { readonly name: string; readonly role: string | null }[];
  readonly relations: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: string;
    readonly surface: string;
  }[];
  readonly places: readonly {
    readonly name: string;
    readonly sense: string;
    readonly is_here: boolean;
    /** Told for the chapter's own place. */
    readonly story_use: string | null;
  }[];
  readonly rules: Novel["world"]["rules"];
  readonly secrets: readonly PacketSecret[];
  readonly threads: readonly {
    readonly question: string;
    readonly move: "plant" | "echo" | "pay" | "carry";
    /** Once it is paid. */
    readonly answer: string | null;
  }[];
  readonly terms: Novel["world"]["glossary"];
}

/** Makes packets of one novel; reading the novel is done once for all of them. */
export function packetMaker(
  novel: Novel,
  index: NovelIndex,
): (entry: ChapterEntry) => ChapterPacket {
  const people = novel.characters.characters;
  const names = namesOf(people);
  const units = new Map(textUnits(novel).map((unit) => [unit.pointer, unit]));
  const uses = ruleUses(novel).map((found) => new Set(found.map(({ pointer }) => pointer)));
  const reveals = novel.world.secrets.map(({ reveal }) => revealPlace(reveal, novel, index));

  return (entry) => {
    const { chapter, place } = entry;
    const entries = index.chapters.filter((other) => other.place <= place);
    const soFar = entries.flatMap(({ pointer }) => units.get(pointer) ?? []);
    const here = units.get(entry.pointer);

    const isIn = (unit: TextUnit | undefined, at: number): boolean => {
      const person = people[at];
      return (
        unit !== undefined && person !== undefined && carriedBy(unit, person.id, names[at] ?? [])
      );
    };
    /** Takes part; who is only spoken of does not. */
    const isHere = people.map(
      ({ id }, at) =>
        here !== undefined && [id, ...(names[at] ?? [])].some((name) => here.people.has(name)),
    );
    const isKnown = people.map((_, at) => soFar.some((unit) => isIn(unit, at)));
    const isPlaceKnown = novel.world.places.map(
      ({ id, name }) =>
        entries.some((other) => [id, name].includes(other.chapter.place_id)) ||
        soFar.some(({ words }) => hasName(words, name)),
    );
    /** The text, unless it names a person or a place that nobody has met yet. */
    const ifSafe = (text: string): string | null => {
      const words = searchable([text]);
      const namesUnknown =
        people.some(
          (_, at) => !isKnown[at] && (names[at] ?? []).some((name) => hasName(words, name)),
        ) || novel.world.places.some(({ name }, at) => !isPlaceKnown[at] && hasName(words, name));
      return namesUnknown ? null : text;
    };
    const povAt = people.findIndex(({ id, name }) => [id, name].includes(chapter.pov_id));

    return {
      entry,
      before: index.chapters.find((other) => other.place === place - 1)?.chapter.hook ?? null,
      cast: people.flatMap((character, at) =>
        isHere[at]
          ? [
              {
                character,
                is_pov: at === povAt,
                role: ifSafe(character.role),
                secret:
                  at === povAt && character.secret !== undefined ? ifSafe(character.secret) : null,
              },
            ]
          : [],
      ),
      others: people.flatMap(({ name, role }, at) =>
        isKnown[at] && !isHere[at] ? [{ name, role: ifSafe(role) }] : [],
      ),
      relations: novel.characters.relations.flatMap(({ from, to, kind, surface }) => {
        const ends = [from, to].map((id) => people.findIndex((person) => person.id === id));
        const areHere = ends.every((at) => isHere[at]);
        return areHere && ifSafe(surface) !== null
          ? [
              {
                from: index.nameOf("character", from),
                to: index.nameOf("character", to),
                kind,
                surface,
              },
            ]
          : [];
      }),
      places: novel.world.places.flatMap(({ id, name, sense, story_use }, at) => {
        const is_here = [id, name].includes(chapter.place_id);
        return isPlaceKnown[at]
          ? [{ name, sense, is_here, story_use: is_here ? ifSafe(story_use) : null }]
          : [];
      }),
      rules: novel.world.rules.filter((_, at) =>
        entries.some(({ pointer }) => uses[at]?.has(pointer)),
      ),
      secrets: novel.world.secrets.flatMap(({ truth, known_by }, at): PacketSecret[] => {
        const revealedAt = reveals[at] ?? null;
        if (revealedAt !== null && revealedAt <= place) return [{ truth, because: "revealed" }];
        return isKnownBy(known_by, names[povAt] ?? []) ? [{ truth, because: "pov_knows" }] : [];
      }),
      threads: threadsOf(novel, index, entry),
      terms: novel.world.glossary.filter(
        ({ term, meaning }) =>
          here !== undefined && hasName(here.words, term) && ifSafe(meaning) !== null,
      ),
    };
  };
}

/** The threads that a chapter names, and those that name the chapter. */
function threadsOf(
  novel: Novel,
  index: NovelIndex,
  { chapter, place }: ChapterEntry,
): ChapterPacket["threads"] {
  const named = novel.outline.threads.filter(
    ({ id, planted_in, echoes, paid_in }) =>
      chapter.thread_ids.includes(id) || [planted_in, paid_in, ...echoes].includes(chapter.id),
  );
  const known = new Set(named.map(({ id }) => id));
  const inStory = novel.story.threads.filter(
    ({ id }) => chapter.thread_ids.includes(id) && !known.has(id),
  );
  return [
    ...named.map(({ id, planted_in, echoes, paid_in }) => {
      const paid = index.order.get(paid_in);
      const answer = novel.story.threads.find((thread) => thread.id === id)?.answer ?? null;
      return {
        question: index.nameOf("plot_thread", id),
        move:
          paid_in === chapter.id
            ? ("pay" as const)
            : planted_in === chapter.id
              ? ("plant" as const)
              : echoes.includes(chapter.id)
                ? ("echo" as const)
                : ("carry" as const),
        answer: paid !== undefined && paid.last <= place ? answer : null,
      };
    }),
    ...inStory.map(({ question }) => ({ question, move: "carry" as const, answer: null })),
  ];
}
