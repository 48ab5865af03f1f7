/** What a statement costs, as a count: the rows that its plans and those of its functions handle. */
import postgres from "postgres";
import { z } from "zod";

interface PlanNode {
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number | undefined;
  readonly "Rows Removed by Join Filter"?: number | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
}

const planNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Actual Rows": z.number(),
    "Actual Loops": z.number(),
    "Rows Removed by Filter": z.number().optional(),
    "Rows Removed by Join Filter": z.number().optional(),
    Plans: z.array(planNode).optional(),
  }),
);
const explained = z.object({ Plan: planNode });

function rowsOf(node: PlanNode): number {
  const own =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Join Filter"] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
  return own * node["Actual Loops"] + below;
}

/** Of every statement that `work` runs on the connection it gets. `url`: a superuser's. */
export async function rowsLookedAt(
  url: string,
  work: (sql: postgres.Sql) => Promise<unknown>,
): Promise<number> {
  let rows = 0;
  const sql = postgres(url, {
    max: 1,
    onnotice: ({ message }) => {
      const plan = /plan:\n(\{.*\})\s*$/s.exec(message ?? "")?.[1];
      if (plan !== undefined) rows += rowsOf(explained.parse(JSON.parse(plan)).Plan);
    },
  });
  try {
    await sql.unsafe(`load 'auto_explain'; set client_min_messages = notice;
      set auto_explain.log_level = notice; set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on; set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off; set auto_explain.log_format = json;`);
    await work(sql);
    return rows;
  } finally {
    await sql.end();
  }
}
