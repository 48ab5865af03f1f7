/** The foundation checks of finished novels: made once an edition, and kept as long as there is room. */
import { z } from "zod";
import type { Check } from "#shared/foundation/check.ts";
import { foundationChecks } from "#shared/foundation/checks.ts";
import type { Foundation } from "#shared/foundation/foundation.ts";
import type { Wishes } from "#shared/foundation/plan-checks.ts";
import { novel } from "#shared/foundation/novel.ts";

const edition = novel.pick({ novel_id: true, edition: true, updated_at: true });
const wishes = novel.pick({ brief: true, questions: true });
const contents: z.ZodType<Foundation> = novel.pick({
  concept: true,
  story: true,
  world: true,
  characters: true,
  outline: true,
});

export type ChecksOutcome =
  | { readonly outcome: "CHECKED"; readonly checks: readonly Check[] }
  /** Of an older shape: shown without its checks rather than not at all. */
  | { readonly outcome: "UNREADABLE" };

/** All kept findings together, as JSON. */
const MAX_KEPT_BYTES = 4 * 1024 * 1024;

/** @param check for tests that count */
export function createNovelChecks(
  options: {
    readonly maxBytes?: number;
    readonly check?: (of: Foundation, wishes?: Wishes) => Check[];
  } = {},
): (stored: Readonly<Record<string, unknown>>) => ChecksOutcome {
  const { maxBytes = MAX_KEPT_BYTES, check = foundationChecks } = options;
  /** In the order in which they were asked for last. */
  const kept = new Map<string, { readonly outcome: ChecksOutcome; readonly bytes: number }>();
  let keptBytes = 0;

  function keep(key: string, outcome: ChecksOutcome): void {
    const bytes = key.length + JSON.stringify(outcome).length;
    kept.set(key, { outcome, bytes });
    keptBytes += bytes;
    for (const [oldest, entry] of kept) {
      if (keptBytes <= maxBytes) break;
      kept.delete(oldest);
      keptBytes -= entry.bytes;
    }
  }

  function make(stored: Readonly<Record<string, unknown>>): ChecksOutcome {
    const parsed = contents.safeParse(stored);
    if (!parsed.success) return { outcome: "UNREADABLE" };
    const said = wishes.safeParse(stored);
    if (!said.success) return { outcome: "CHECKED", checks: check(parsed.data) };
    const { brief, questions } = said.data;
    return {
      outcome: "CHECKED",
      checks: check(parsed.data, { constraints: brief.constraints, questions }),
    };
  }

  return (stored) => {
    const id = edition.safeParse(stored);
    if (!id.success) return make(stored);
    const key = `${id.data.novel_id}/${id.data.edition}/${id.data.updated_at}`;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known.outcome;
    }
    const outcome = make(stored);
    keep(key, outcome);
    return outcome;
  };
}
