/** What a statement reads, by PostgreSQL's own count of buffers. */
import { z } from "zod";

const explained = z
  .tuple([
    z.object({
      "QUERY PLAN": z.tuple([
        z.object({
          Plan: z.looseObject({ "Shared Hit Blocks": z.int(), "Shared Read Blocks": z.int() }),
        }),
      ]),
    }),
  ])
  .transform(([row]) => row["QUERY PLAN"][0].Plan)
  .transform((plan) => plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]);

/** @param explain asks for EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), on one connection each time */
export async function buffersOf(explain: () => Promise<readonly unknown[]>): Promise<number> {
  const read = async () => explained.parse([...(await explain())]);
  // The first looks up the catalogue and makes the plans.
  const buffers = [await read(), await read(), await read()];
  return Math.min(...buffers);
}
