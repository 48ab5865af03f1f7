/** Two things in a forced order: the second is asked for while the first is done and not committed. */
import type { Sql, TransactionSql } from "postgres";
import { expect, vi } from "vitest";

/** Answers once the first, a transaction of the owner's, is committed; the second has waited for it. */
export async function during<T>(
  owner: Sql,
  first: (sql: TransactionSql) => PromiseLike<unknown>,
  ask: () => PromiseLike<T>,
): Promise<T> {
  const asked = await owner.begin(async (sql) => {
    await first(sql);
    const pending = Promise.resolve(ask());
    await vi.waitFor(async () => {
      const rows = await owner`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(rows.length).toBeGreaterThan(0);
    });
    return { pending };
  });
  return asked.pending;
}
