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
  const names = new Map<string, string>();
  for (const { id, name } of targets) if (name !== null && !names.has(id)) names.set(id, name);
  const reached = new Map<ReferenceTarget, ReadonlyMap<string, ReferenceOption>>();
  // Asked for every reference of a document: each kind is looked through once.
  const reachedBy = (to: ReferenceTarget): ReadonlyMap<string, ReferenceOption> => {
    const known = reached.get(to);
    if (known) return known;
    const found = new Map<string, ReferenceOption>();
    for (const { is, id, name } of targets) {
      if (is === to && !found.has(id)) found.set(id, { id, name: name ?? names.get(id) ?? id });
    }
    reached.set(to, found);
    return found;
  };
  return {
    options: (to) => [...reachedBy(to).values()],
    nameOf(to, id) {
      const known = reachedBy(to).get(id);
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
        const found = namesIn(stage, content).get(id);
        if (found) return found;
      }
    }
  }
  return null;
}

/** A book of many rounds is looked through for each id that is gone, but each content once. */
const namesOfContent = new WeakMap<Content, ReadonlyMap<string, string>>();

function namesIn(stage: Stage, content: Content): ReadonlyMap<string, string> {
  const known = namesOfContent.get(content);
  if (known) return known;
  const names = new Map<string, string>();
  for (const { id, name } of targetsIn(stage, content)) {
    if (name && !names.has(id)) names.set(id, name);
  }
  namesOfContent.set(content, names);
  return names;
}
