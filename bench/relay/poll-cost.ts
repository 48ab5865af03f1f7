/** What one poll of an empty outbox reads, by PostgreSQL's own account. */
import type { Sql } from "postgres";
import { z } from "zod";
import { sqlFile } from "./sql-file.ts";

const plan = z.array(
  z.object({
    Plan: z.object({
      "Shared Hit Blocks": z.number(),
      "Shared Read Blocks": z.number(),
    }),
    "Execution Time": z.number(),
  }),
);

export interface PollCost {
  /** Pages found in memory or read. */
  readonly buffers: number;
  readonly ms: number;
}

/**
 * The second of two, as a relay's connection has its plans and the catalogue at hand.
 * @param after where it begins; absent: where a relay's does that has settled all there is
 */
export async function pollCost(sql: Sql, after: number | null = null): Promise<PollCost> {
  const explain = await sqlFile("explain-poll.sql");
  return sql.begin(async (transaction) => {
    const [last] = await transaction<{ id: string | null }[]>`
      select max(outbox_id) as id from event_outbox`;
    const from = after ?? Number(last?.id ?? 0);
    const ask = () => transaction.unsafe(explain.replace(":after", String(from)));
    await ask();
    const rows = await ask();
    const [first] = plan.parse(rows[0]?.["QUERY PLAN"]);
    if (first === undefined) throw new Error("no plan");
    const buffers = first.Plan["Shared Hit Blocks"] + first.Plan["Shared Read Blocks"];
    return { buffers, ms: first["Execution Time"] };
  });
}
