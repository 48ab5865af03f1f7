/** The names behind the ids in a content: of factions, characters, places, threads, chapters. */
import type { ReferenceTarget } from "#shared/content/field-kinds.ts";
import { targetsIn } from "#shared/content/targets.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/http/state.ts";
import type { Content } from "./pointer.ts";

export interface ReferenceOption {
  readonly id: string;
  readonly name: string;
}

export interface References {
  readonly options: (to: ReferenceTarget) => readonly ReferenceOption[];
  /** The name of an id; what resolves to nothing stays as it was written. */
  readonly nameOf: (to: ReferenceTarget, id: string) => string;
}

/** `content`: the one of `stage` that is shown, whose own items come first. */
export function createReferences(state: SessionState, stage: Stage, content: Content): References {
  const others = STAGES.filter((other) => other !== stage);
  const targets = [
    ...targetsIn(stage, content),
    ...others.flatMap((other) => targetsIn(other, state.stages[other].accepted?.content)),
  ];
  const named = (id: string) => targets.find((other) => other.id === id && other.name !== null);
  const options = (to: ReferenceTarget): readonly ReferenceOption[] =>
    targets
      .filter(({ is }) => is === to)
      .map(({ id, name }) => ({ id, name: name ?? named(id)?.name ?? id }));
  return {
    options,
    nameOf: (to, id) => options(to).find((option) => option.id === id)?.name ?? id,
  };
}
