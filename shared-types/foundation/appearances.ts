/** Who of the cast is in which piece of the outline: referred to by id or name, or named in its words. */
import type { TextUnit } from "./foundation.ts";
import { namesOf } from "./mentions.ts";
import { createNameFinder } from "./name-finder.ts";

interface Person {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface Appearances {
  /** For each of the cast, in its order: the indices of the units that carry them, as `carriedBy` says. */
  readonly unitsOf: readonly ReadonlySet<number>[];
  /** What each may be called. */
  readonly names: readonly (readonly string[])[];
  /** Steps that finding the names took. */
  readonly steps: number;
}

export function appearances(units: readonly TextUnit[], cast: readonly Person[]): Appearances {
  const names = namesOf(cast);
  const bearers = new Map<string, Set<number>>();
  const bear = (name: string, index: number) => {
    bearers.set(name, (bearers.get(name) ?? new Set()).add(index));
  };
  for (const [index, { id }] of cast.entries()) {
    for (const name of [id, ...(names[index] ?? [])]) bear(name, index);
  }
  const called = names.flatMap((of, index) => of.map((name) => ({ name, index })));
  const finder = createNameFinder(called.map(({ name }) => name));
  const unitsOf = cast.map(() => new Set<number>());
  for (const [place, unit] of units.entries()) {
    for (const person of unit.people) {
      for (const index of bearers.get(person) ?? []) unitsOf[index]?.add(place);
    }
    for (const hit of finder.find(unit.words)) {
      const index = called[hit]?.index;
      if (index !== undefined) unitsOf[index]?.add(place);
    }
  }
  return { unitsOf, names, steps: finder.steps };
}
