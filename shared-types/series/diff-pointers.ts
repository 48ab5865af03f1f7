/** In which fields two versions of an item differ. */
import { isRecord, pointerOf } from "../pointer.ts";

/** Pointers to the outermost values that are not the same; a list counts as one value. */
export function diffPointers(
  before: unknown,
  after: unknown,
  at: readonly string[] = [],
): string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => diffPointers(before[key], after[key], [...at, key]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [pointerOf(at)];
}
