/** `npm run maintenance`: an operator has the edges put writes off, and waits for what is under way. */
import type postgres from "postgres";
import { z } from "zod";
import { pause } from "#runtime/work/pause.ts";
import { USAGE, readMaintenanceCommand } from "../operator/maintenance-command-line.ts";
import { openOwnerDatabase } from "../operator/owner-database.ts";
import { toldUsage } from "../operator/told-usage.ts";
import { fail } from "../processes/fail.ts";

const statusSchema = z.object({
  maintenance: z.object({ since: z.string(), until: z.string().nullable() }).nullable(),
  edges: z.object({ putting_off: z.int(), taking: z.int() }),
  commands: z.int(),
  events: z.int(),
});
type Status = z.infer<typeof statusSchema>;

const ASK_EVERY_MS = 500;

async function run(): Promise<void> {
  const asked = readMaintenanceCommand(process.argv.slice(2));
  if (toldUsage(asked, USAGE)) return;
  const sql = openOwnerDatabase(process.env);
  const say = asked.isJson ? () => undefined : (line: string) => process.stdout.write(`${line}\n`);
  try {
    if (asked.command === "off") {
      const [row] = await sql`select genesis.end_maintenance() as was_on`;
      await sql`select genesis.wake('accounts')`;
      say(row?.["was_on"] === true ? "Writes are taken again" : "It was not on");
    } else if (asked.command === "on") {
      const forSeconds = asked.forMs === null ? null : asked.forMs / 1_000;
      await sql`select genesis.begin_maintenance(make_interval(secs => ${forSeconds}))`;
      await sql`select genesis.wake('accounts')`;
      if (!(await drained(sql, asked.waitMs, say))) process.exitCode = 1;
    } else {
      const status = await statusOf(sql);
      say(wordsOf(status));
      if (status.maintenance !== null) process.exitCode = 1;
    }
    if (asked.isJson) process.stdout.write(`${JSON.stringify(await statusOf(sql))}\n`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Says what is waited for whenever it changes. Whether nothing is under way any more. */
async function drained(
  sql: postgres.Sql,
  waitMs: number,
  say: (line: string) => void,
): Promise<boolean> {
  const until = performance.now() + waitMs;
  for (let said = ""; ; ) {
    const status = await statusOf(sql);
    const words = wordsOf(status);
    if (words !== said) say(words);
    said = words;
    if (isDrained(status)) return true;
    if (performance.now() >= until) {
      say("Not waited for any longer; maintenance stays on");
      return false;
    }
    await pause(ASK_EVERY_MS);
  }
}

function isDrained({ edges, commands, events }: Status): boolean {
  return edges.taking === 0 && commands === 0 && events === 0;
}

async function statusOf(sql: postgres.Sql): Promise<Status> {
  const [row] = await sql`select genesis.maintenance_status() as status`;
  return statusSchema.parse(row?.["status"]);
}

function wordsOf({ maintenance, edges, commands, events }: Status): string {
  const isAtRest = commands === 0 && events === 0;
  const underWay = isAtRest
    ? "nothing is under way"
    : `under way: ${commands} command(s), ${events} event(s)`;
  if (maintenance === null) return `Maintenance is off; ${underWay}`;
  const { since, until } = maintenance;
  const expected = until === null ? "" : `, until ${until} as writers are told`;
  const takers = edges.taking === 0 ? "" : `; ${edges.taking} edge(s) take them yet`;
  return `Writes are put off since ${since}${expected} by ${edges.putting_off} edge(s)${takers}; ${underWay}`;
}

run().catch(fail);
