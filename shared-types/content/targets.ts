/** What the references of a book can point to: every item that is a target, with its name. */
import type { Stage } from "../stages.ts";
import type { ReferenceTarget } from "./field-kinds.ts";
import { STAGE_FIELDS } from "./fields.generated.ts";
import { itemsIn } from "./walk.ts";

export interface Target {
  readonly is: ReferenceTarget;
  readonly id: string;
  /** Null where the item carries on another stage's of the same id, and has its name. */
  readonly name: string | null;
  readonly pointer: string;
}

/** In the order of the content. */
export function targetsIn(stage: Stage, content: unknown, at = ""): Target[] {
  return [...itemsIn(STAGE_FIELDS[stage], content, at)].flatMap(({ field, item, pointer }) => {
    const { id, [field.heading]: name } = item;
    if (field.target === undefined || typeof id !== "string") return [];
    return [{ is: field.target, id, name: typeof name === "string" ? name : null, pointer }];
  });
}
