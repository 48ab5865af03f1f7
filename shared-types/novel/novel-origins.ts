/**
 * Where a novel's text is from, by pointer. `field_origins` names what differs from its
 * surroundings; each text takes the entry nearest above it.
 */
import type { Novel } from "../foundation/novel.ts";
import type { OriginKind } from "../statuses.ts";
import { isRecord, pointerOf } from "../pointer.ts";

export interface NovelOrigins {
  /** What most of the text at and below `pointer` is; null where there is none. */
  kindAt(pointer: string): OriginKind | null;
  /** Whether any text of the novel is of this kind. */
  has(kind: OriginKind): boolean;
}

const PARTS = ["concept", "story", "world", "characters", "outline"] as const;

/** Walks the novel once and counts the texts of each kind below every pointer. */
export function novelOrigins(novel: Novel): NovelOrigins {
  const counts = new Map<string, Map<OriginKind, number>>();
  const origins = new Map(Object.entries(novel.field_origins));

  const walk = (
    value: unknown,
    pointer: string,
    above: readonly string[],
    held: OriginKind | null,
  ) => {
    const kind = origins.get(pointer)?.kind ?? held;
    const path = [...above, pointer];
    if (typeof value === "string" || typeof value === "number") {
      if (kind === null) return;
      for (const at of path) {
        const here = counts.get(at) ?? new Map<OriginKind, number>();
        here.set(kind, (here.get(kind) ?? 0) + 1);
        counts.set(at, here);
      }
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, `${pointer}/${index}`, path, kind);
    } else if (isRecord(value)) {
      for (const [key, item] of Object.entries(value)) {
        // An id is nobody's text.
        if (key !== "id") walk(item, pointer + pointerOf([key]), path, kind);
      }
    }
  };
  for (const part of PARTS) walk(novel[part], `/${part}`, [""], null);

  return {
    kindAt(pointer) {
      let most: OriginKind | null = null;
      let count = 0;
      for (const [kind, times] of counts.get(pointer) ?? []) {
        if (times > count) [most, count] = [kind, times];
      }
      return most;
    },
    has: (kind) => (counts.get("")?.get(kind) ?? 0) > 0,
  };
}
