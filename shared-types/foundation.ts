/**
 * A novel's foundation, and how it is read by rule: its texts in units, the order of its chapters, and which
 * unit uses which world rule. For the checks and for what a chapter's packet may tell.
 */
import type { CharactersContent } from "./content/characters.ts";
import type { ConceptContent } from "./content/concept.ts";
import type { PlotContent } from "./content/plot.ts";
import type { StoryContent } from "./content/story.ts";
import type { WorldContent } from "./content/world.ts";
import { hasName, hasTerm, type SearchableText, searchable, termsOf } from "./mentions.ts";

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
    texts: readonly string[],
    people: readonly string[] = [],
  ) => {
    units.push({ of, pointer, words: searchable(texts), people: new Set(people) });
  };
  for (const [i, person] of characters.characters.entries()) {
    const { role, sign, want, need, misbelief, strength, flaw, secret, voice, arc } = person;
    add(
      "character",
      `/characters/characters/${i}`,
      [role, sign, want, need, misbelief, strength, flaw, secret]
        .concat(Object.values(voice))
        .concat(Object.values(arc)),
      [person.id],
    );
  }
  for (const [i, { from, to, kind, surface, truth, change }] of characters.relations.entries()) {
    add("relation", `/characters/relations/${i}`, [kind, surface, truth, change], [from, to]);
  }
  const { structure, opening, ending } = outline;
  add("outline", "/outline", [structure, opening.image, ...opening.first_three_chapters, ending]);
  for (const [p, part] of outline.parts.entries()) {
    const at = `/outline/parts/${p}`;
    add("part", at, [part.title, part.goal, part.conflict, part.turn, part.end_hook]);
    for (const [c, chapter] of part.chapters.entries()) {
      const { title, goal, beats, turn, payoff, hook } = chapter;
      add(
        "chapter",
        `${at}/chapters/${c}`,
        [title, goal, ...beats, turn, payoff, hook],
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

/**
 * For each world rule, the units that use it. A unit uses a rule when it shares two of the words
 * that set this rule apart: those in other rules, and those in half of all units, do not count.
 */
export function ruleUses(content: Foundation): readonly (readonly TextUnit[])[] {
  const units = textUnits(content);
  const rules = content.world.rules.map(({ rule, cost, limit }) => [
    ...termsOf([rule, cost, limit].join("\n")),
  ]);
  const telling = (term: string) => rules.filter((terms) => terms.includes(term)).length === 1;
  const common = (term: string) =>
    units.length >= 6 &&
    units.filter(({ words }) => hasTerm(words, term)).length > units.length / 2;
  return rules.map((all) => {
    const own = all.filter((term) => telling(term) && !common(term));
    const terms = own.length > 0 ? own : all;
    const enough = Math.min(2, terms.length);
    return units.filter(
      ({ words }) => terms.filter((term) => hasTerm(words, term)).length >= enough,
    );
  });
}
