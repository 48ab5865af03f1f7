/**
 * JSON Pointers (RFC 6901) into a stage's content, for reading, changing, comparing and locking.
 * Nothing here changes what it is given.
 */
import { isRecord, pathOf, pointerOf, valueAt } from "#shared/pointer.ts";

export { isRecord, pathOf, pointerOf, valueAt };

export type Content = Readonly<Record<string, unknown>>;

/** A content that was kept as JSON; null where there is none. */
export function parseContent(json: string): Content | null {
  if (json === "") return null;
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A copy of `root` with another value at `pointer`; `undefined` takes the key or the item out. */
export function withValueAt(root: Content, pointer: string, value: unknown): Content {
  const changed = replace(root, pathOf(pointer), value);
  return isRecord(changed) ? changed : root;
}

function replace(node: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(node)) {
    const index = Number(step);
    if (rest.length === 0 && value === undefined) return node.filter((_, at) => at !== index);
    const copy = [...node];
    copy[index] = replace(node[index], rest, value);
    return copy;
  }
  const record = isRecord(node) ? node : {};
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(record).filter(([key]) => key !== step));
  }
  return { ...record, [step]: replace(record[step], rest, value) };
}

/** Whether both are the same JSON value; the order of keys does not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isList(a) || isList(b)) {
    return (
      isList(a) &&
      isList(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    );
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** Whether what holds `pointer` is there: an optional field may be written where there is none yet. */
export function hasPlace(root: unknown, pointer: string): boolean {
  return valueAt(root, pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")))) !== undefined;
}

/** Whether `pointer` is `ancestor` or lies below it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** The children of what is at `pointer`, as pointers. */
function childrenAt(root: unknown, pointer: string): string[] {
  const value = valueAt(root, pointer);
  if (isList(value)) return value.map((_, index) => `${pointer}/${index}`);
  if (isRecord(value)) return Object.keys(value).map((key) => pointer + pointerOf([key]));
  return [];
}

export type LockState = "locked" | "inherited" | "open";

/** `inherited`: something that contains it is locked. */
export function lockState(locked: readonly string[], pointer: string): LockState {
  if (locked.includes(pointer)) return "locked";
  return locked.some((lock) => isWithin(pointer, lock)) ? "inherited" : "open";
}

/**
 * The locks after a press on `pointer`'s lock. Locking takes in what lies below; opening something
 * inside a lock leaves everything beside it locked.
 */
export function toggleLock(
  locked: readonly string[],
  pointer: string,
  content: Content,
): readonly string[] {
  switch (lockState(locked, pointer)) {
    case "open":
      return [...locked.filter((lock) => !isWithin(lock, pointer)), pointer];
    case "locked":
      return locked.filter((lock) => lock !== pointer);
    case "inherited": {
      const holder = locked.find((lock) => isWithin(pointer, lock));
      if (holder === undefined) return locked;
      const beside: string[] = [];
      let at = holder;
      while (at !== pointer) {
        const next = childrenAt(content, at).find((child) => isWithin(pointer, child));
        if (next === undefined) break;
        beside.push(...childrenAt(content, at).filter((child) => child !== next));
        at = next;
      }
      return [...locked.filter((lock) => lock !== holder), ...beside];
    }
  }
}

/** The top-level keys and, within lists, the items in which two contents differ. */
export function changedPointers(before: unknown, after: unknown): string[] {
  if (!isRecord(before) || !isRecord(after)) return [];
  const found: string[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const pointer = pointerOf([key]);
    const [a, b] = [before[key], after[key]];
    if (sameJson(a, b)) continue;
    if (isList(a) && isList(b) && a.length === b.length) {
      b.forEach((item, index) => {
        if (!sameJson(a[index], item)) found.push(`${pointer}/${index}`);
      });
    } else found.push(pointer);
  }
  return found;
}
