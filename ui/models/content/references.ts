/** The names behind the ids in a content: of factions, characters, places, threads, chapters. */
import type { ReferenceTarget } from "#shared/content/field-kinds.ts";
import { targetsIn } from "#shared/content/targets.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { words } from "../../i18n/studio.words.ts";
import type { Content } from "./pointer.ts";
import type { StagesOf } from "./stages-of.ts";
import { unresolvedName } from "#shared/content/removed.ts";

export interface ReferenceOption {
  readonly id: string;
  readonly name: string;
}

export interface References {
  readonly options: (to: ReferenceTarget) => readonly ReferenceOption[];
  /** The name of an id; of a removed item the one it had. A name that a model wrote stays. */
  readonly nameOf: (to: ReferenceTarget, id: string) => string;
}

/** `content`: the one of `stage` that is shown, whose own items come first. */
export function createReferences(state: StagesOf, stage: Stage, content: Content): References {
  const others = STAGES.filter((other) => other !== stage);
  const targets = [
    ...targetsIn(stage, content),
    ...others.flatMap((other) => targetsIn(other, state.stages[other].accepted?.content)),
  ];
  const named = (id: string) => targets.find((other) => other.id === id && other.name !== null);
  const options = (to: ReferenceTarget): readonly ReferenceOption[] =>
    targets
      .filter(
        ({ is, id }, at) =>
          is === to && targets.findIndex((one) => one.is === to && one.id === id) === at,
      )
      .map(({ id, name }) => ({ id, name: name ?? named(id)?.name ?? id }));
  return {
    options,
    nameOf(to, id) {
      const known = options(to).find((option) => option.id === id);
      if (known) return known.name;
      const had = nameBefore(state, id);
      return had === null
        ? unresolvedName(id, words.value.round.removed)
        : words.value.round.wasRemoved(had);
    },
  };
}

/** What an item was called in any round that is here, the newest first; null where none had it. */
function nameBefore(state: StagesOf, id: string): string | null {
  for (const stage of STAGES) {
    for (const { candidates } of state.stages[stage].proposals.toReversed()) {
      for (const { content } of candidates) {
        const found = targetsIn(stage, content).find((other) => other.id === id && other.name);
        if (found?.name) return found.name;
      }
    }
  }
  return null;
}
