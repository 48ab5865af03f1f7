/** What of a stage is used where in the stages behind it: by a reference, or by its name. Pure. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { targetsIn } from "#shared/content/targets.ts";
import { referencesIn } from "#shared/content/walk.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import type { StagesOf } from "../content/stages-of.ts";
import { standingIn } from "../session/branches.ts";
import { namePattern, textsIn } from "./mentions.ts";

export interface Use {
  readonly name: string;
  /** Where in the later stage. */
  readonly pointers: readonly string[];
}

export interface UsedIn {
  readonly stage: Stage;
  /** The most used first. */
  readonly uses: readonly Use[];
}

/** @param later the stages that are asked about */
export function usedIn(book: StagesOf, opened: Stage, later: readonly Stage[]): readonly UsedIn[] {
  const content = standingIn(book.stages[opened])?.content;
  const own = namedOnce(targetsIn(opened, content));
  const said = textsIn(content, []).map(({ text }) => text);
  // A concept has no lists of people or places: it is their names that it says.
  const shared = namedOnce(
    STAGES.flatMap((stage) => targetsIn(stage, standingIn(book.stages[stage])?.content)),
  )
    .filter(({ name }) => said.some((text) => namePattern(name)?.test(text) === true))
    .filter(({ id }) => own.every((one) => one.id !== id));
  return later.map((stage): UsedIn => {
    const theirs = standingIn(book.stages[stage])?.content;
    const texts = textsIn(theirs, []);
    const references = [...referencesIn(STAGE_FIELDS[stage], theirs)];
    const uses = [...own, ...shared].map(({ id, name }): Use => {
      const pattern = namePattern(name);
      const pointers = [
        ...references.filter(({ ref }) => ref === id).map(({ pointer }) => pointer),
        ...texts.filter(({ text }) => pattern?.test(text) === true).map(({ pointer }) => pointer),
      ];
      return { name, pointers: [...new Set(pointers)] };
    });
    return {
      stage,
      uses: uses
        .filter(({ pointers }) => pointers.length > 0)
        .toSorted((a, b) => b.pointers.length - a.pointers.length),
    };
  });
}

function namedOnce(targets: ReturnType<typeof targetsIn>): { id: string; name: string }[] {
  const byName = new Map<string, { id: string; name: string }>();
  for (const { id, name } of targets) {
    if (name !== null && name !== "" && !byName.has(name)) byName.set(name, { id, name });
  }
  return [...byName.values()];
}
