/** `npm run look -- SESSION`: an operator sees where one session stands and what happened to it. */
import { z } from "zod";
import { toldUsage } from "../operator/told-usage.ts";
import { fail } from "../processes/fail.ts";
import { USAGE, readLookCommand } from "../operator/look-command-line.ts";
import { openOwnerDatabase } from "../operator/owner-database.ts";
import { runState } from "../operator/run-state.ts";

const entry = z.looseObject({ at: z.string(), part: z.string(), what: z.string(), id: z.string() });
const looked = z.object({
  session: z.looseObject({
    session_id: z.string(),
    status: z.string(),
    current_stage: z.string(),
    version: z.int(),
    flow_run_id: z.string().nullable(),
  }),
  timeline: z.array(entry),
});

async function run(): Promise<void> {
  const asked = readLookCommand(process.argv.slice(2));
  if (toldUsage(asked, USAGE)) return;
  const sql = openOwnerDatabase(process.env);
  try {
    const [row] =
      await sql`select genesis.look_session(${asked.session}, ${asked.limit}) as looked`;
    const found = looked.nullable().parse(row?.["looked"]);
    if (found === null) {
      process.stderr.write(`There is no session ${asked.session}\n`);
      process.exitCode = 1;
      return;
    }
    const { flow_run_id } = found.session;
    const state = flow_run_id === null ? null : await runState(process.env, flow_run_id);
    if (asked.isJson) process.stdout.write(`${JSON.stringify({ ...found, run: state })}\n`);
    else print(found, state);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function print({ session, timeline }: z.infer<typeof looked>, state: string | null): void {
  process.stdout.write(`${detailsOf(session)}\n`);
  if (state !== null) process.stdout.write(`run  ${session.flow_run_id} ${state}\n`);
  for (const { at, part, what, id, ...rest } of timeline) {
    process.stdout.write(`${at}  ${part.padEnd(7)}  ${what}  ${id}  ${detailsOf(rest)}\n`);
  }
}

function detailsOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ");
}

run().catch(fail);
