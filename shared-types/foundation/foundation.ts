/**
 * A novel's foundation, and how it is read by rule: its texts in units, the order of its chapters, and which
 * unit uses which world rule. For the checks and for what a chapter's packet may tell.
 */
import type { CharactersContent } from "../content/characters.ts";
import type { ConceptContent } from "../content/concept.ts";
import type { PlotContent } from "../content/plot.ts";
import type { StoryContent } from "../content/story.ts";
import type { WorldContent } from "../content/world.ts";
import { hasName, type SearchableText, searchable, termsOf } from "./mentions.ts";

/** The five contents, under the names that they have in the novel. */
export interface Foundation {
  readonly concept: ConceptContent;
  readonly story: StoryContent;
  readonly world: WorldContent;
  readonly characters: CharactersContent;
  readonly outline: PlotContent;
}

/** A piece of the later stages that is read as one: what is in it is told together. */
export interface TextUnit {
  readonly of: "character" | "relation" | "outline" | "part" | "chapter";
  readonly pointer: string;
  readonly words: SearchableText;
  /** The ids, or where a name was not resolved the words, of whom it refers to. */
  readonly people: ReadonlySet<string>;
}

/** The units of the characters and the outline, in the novel's order. */
export function textUnits({ characters, outline }: Foundation): TextUnit[] {
  const units: TextUnit[] = [];
  const add = (
    of: TextUnit["of"],
    pointer: string,
    texts: readonly (string | undefined)[],
    people: readonly string[] = [],
  ) => {
    const said = texts.filter((text) => text !== undefined);
    units.push({ of, pointer, words: searchable(said), people: new Set(people) });
  };
  for (const [i, person] of characters.characters.entries()) {
    const { role, sign, want, need, misbelief, strength, flaw, secret, voice, arc } = person;
    add(
      "character",
      `/characters/characters/${i}`,
      [role, sign, want, need, misbelief, strength, flaw, secret]
        .concat(Object.values(voice ?? {}))
        .concat(Object.values(arc ?? {})),
      [person.id],
    );
  }
  for (const [i, { from, to, kind, surface, truth, change }] of characters.relations.entries()) {
    add("relation", `/characters/relations/${i}`, [kind, surface, truth, change], [from, to]);
  }
  const { structure, opening, ending } = outline;
  add("outline", "/outline", [
    structure,
    opening.image,
    ...(opening.first_three_chapters ?? []),
    ending,
  ]);
  for (const [p, part] of outline.parts.entries()) {
    const at = `/outline/parts/${p}`;
    const { title, goal, conflict, beats, turn, end_hook } = part;
    add("part", at, [title, goal, conflict, ...beats, turn, end_hook]);
    for (const [c, chapter] of part.chapters.entries()) {
      add(
        "chapter",
        `${at}/chapters/${c}`,
        [
          chapter.title,
          chapter.goal,
          ...chapter.beats,
          chapter.turn,
          chapter.price,
          chapter.payoff,
          chapter.hook,
        ],
        [chapter.pov_id, ...chapter.cast_ids],
      );
    }
  }
  return units;
}

/** Whether someone is in a unit: referred to by id or name, or named in its words. */
export function carriedBy(unit: TextUnit, id: string, names: readonly string[]): boolean {
  return (
    unit.people.has(id) || names.some((name) => unit.people.has(name) || hasName(unit.words, name))
  );
}

/** From where to where something of the outline stretches, in chapters from the book's start. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The id of each part and chapter → where it stands. A part that is only a summary takes one place,
 * as if it were one chapter. Where an id occurs twice, the first one counts.
 */
export function outlineOrder(outline: PlotContent): ReadonlyMap<string, Span> {
  const order = new Map<string, Span>();
  const set = (id: string, span: Span) => {
    if (!order.has(id)) order.set(id, span);
  };
  let place = 0;
  for (const part of outline.parts) {
    const first = place;
    for (const chapter of part.chapters) {
      set(chapter.id, { first: place, last: place });
      place += 1;
    }
    if (part.chapters.length === 0) place += 1;
    set(part.id, { first, last: place - 1 });
  }
  return order;
}

/** Term → the indices of the lists that have it, in their order. */
export function indexOfTerms(lists: Iterable<Iterable<string>>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  let place = 0;
  for (const terms of lists) {
    for (const term of terms) {
      const places = index.get(term);
      if (places === undefined) index.set(term, [place]);
      else places.push(place);
    }
    place += 1;
  }
  return index;
}

/**
 * For each world rule, the units that use it. A unit uses a rule when it shares two of the words
 * that set this rule apart: those in other rules, and those in half of all units, do not count.
 * @param units of the same content, where they are there already
 */
export function ruleUses(
  content: Foundation,
  units: readonly TextUnit[] = textUnits(content),
): readonly (readonly TextUnit[])[] {
  const rules = content.world.rules.map(({ rule, cost, limit }) =>
    termsOf([rule, cost, limit].join("\n")),
  );
  const rulesOf = indexOfTerms(rules);
  const uses = new Map<string, number>();
  for (const { words } of units) {
    for (const term of words.terms) {
      if (rulesOf.has(term)) uses.set(term, (uses.get(term) ?? 0) + 1);
    }
  }
  const isCommon = (term: string) => units.length >= 6 && (uses.get(term) ?? 0) > units.length / 2;
  const telling = rules.map((all) => {
    const own = [...all].filter((term) => rulesOf.get(term)?.length === 1 && !isCommon(term));
    return own.length > 0 ? new Set(own) : all;
  });
  const used: TextUnit[][] = rules.map(() => []);
  for (const unit of units) {
    const shared = rules.map(() => 0);
    for (const term of unit.words.terms) {
      for (const rule of rulesOf.get(term) ?? []) {
        if (telling[rule]?.has(term)) shared[rule] = (shared[rule] ?? 0) + 1;
      }
    }
    for (const [rule, terms] of telling.entries()) {
      if ((shared[rule] ?? 0) >= Math.min(2, terms.size)) used[rule]?.push(unit);
    }
  }
  return used;
}
