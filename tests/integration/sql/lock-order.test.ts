/**
 * What a worker says while it writes, said while its generation is being ended: whoever ends one holds
 * the session and takes the command's task after it. A statement that takes them the other way round
 * would wait for it as it waits for that statement.
 */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { concept } from "./generation-setting.ts";
import { database, service, session } from "./one-session.ts";

let owner: Sql;

beforeAll(() => {
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
});
afterAll(() => owner.end());

const content = JSON.stringify(concept("A"));
const origin = JSON.stringify({ kind: "sample", model: null, cost_usd: 0 });

const SAID = {
  beat_command: (command: string) => service`select genesis.beat_command(${command}, 1)`,
  report_progress: (command: string) => service`
    select genesis.report_progress(${command}, 1, 10, 'WRITING', 0, 3)`,
  save_finished: (command: string) => service`
    select genesis.save_finished(${command}, 1, 0, ${content}::text::jsonb, ${origin}::text::jsonb)`,
  write_partial: (command: string) => service`
    select genesis.write_partial(${command}, 1, 1, 0, 'A te')`,
} as const;

async function isWaitedFor(): Promise<void> {
  await vi.waitFor(async () => {
    const rows = await owner`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(rows.length).toBeGreaterThan(0);
  });
}

test.each(Object.entries(SAID))("%s holds nobody up who holds the session", async (_, say) => {
  const { command_id } = await session.accepted("REQUEST_INSPIRATION");
  await session.begin(command_id);
  const { said } = await owner.begin(async (sql) => {
    await sql`select from genesis_sessions where session_id = ${session.session} for no key update`;
    const saying = say(command_id).execute();
    await Promise.race([saying, isWaitedFor()]);
    await sql`update async_tasks set message_code = 'ENDING' where command_id = ${command_id}`;
    return { said: saying };
  });
  expect(await said).toHaveLength(1);
});
