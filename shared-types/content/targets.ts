/** What the references of a book can point to: every item that is a target, with its name. */
import type { Stage } from "../stages.ts";
import type { ReferenceTarget } from "./field-kinds.ts";
import { STAGE_FIELDS } from "./fields.generated.ts";
import { REACHED_BY } from "./reached-by.ts";
import { entriesIn, itemsIn } from "./walk.ts";

export interface Target {
  readonly is: ReferenceTarget;
  readonly id: string;
  /** Null where the item carries on another stage's of the same id, and has its name. */
  readonly name: string | null;
  readonly pointer: string;
}

/** In the order of the content; an item once for each kind of reference that reaches it. */
export function targetsIn(stage: Stage, content: unknown, at = ""): Target[] {
  const table = STAGE_FIELDS[stage];
  const items = [...itemsIn(table, content, at)].flatMap(({ field, item, pointer }): Target[] => {
    const { id, [field.heading]: name } = item;
    if (field.target === undefined || typeof id !== "string") return [];
    const named = typeof name === "string" ? name : null;
    return REACHED_BY[field.target].map((is) => ({ is, id, name: named, pointer }));
  });
  const entries = [...entriesIn(table, content, at)].flatMap(({ target, index, text, pointer }) =>
    REACHED_BY[target].map((is) => ({ is, id: entryId(target, index), name: text, pointer })),
  );
  return [...items, ...entries];
}

/** The id of an entry of a list of texts: its place, as `pleasure-1`. */
function entryId(target: string, index: number): string {
  return `${target}-${index + 1}`;
}
