/** What waiting sessions hold, and what heals by itself. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { createPrefectClient } from "../../../callback/prefect-client.ts";
import type { ListedRun, RunsPage } from "../../../callback/prefect-runs.ts";
import { type Callback, startCallback } from "../../../callback/start-callback.ts";
import { askPrefect } from "../../provision/prefect-api.ts";
import type { SessionFixture } from "../sql/session-fixture.ts";
import { HANDS_ON_RUNS, HANDS_ON_WORK } from "./prefect-hands.ts";
import { RaceStudio } from "./race-studio.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let studio: RaceStudio;
let callback: Callback;

beforeAll(async () => {
  studio = await RaceStudio.start();
  const log = pino({ level: "silent" });
  callback = await startCallback(
    {
      ...CALLBACK_DEFAULTS,
      databaseUrl: studio.databaseUrl,
      prefect: { ...studio.prefect, apiUrl: studio.callbackGate.url },
      redis: null,
      // Else a paused pool takes most of a minute.
      prefectLookIntervalMs: 500,
      pausedForMs: 2_000,
    },
    { log },
  );
});
afterAll(async () => {
  await callback.stop();
  await studio[Symbol.asyncDispose]();
});

async function pausedSession(): Promise<SessionFixture> {
  const session = await studio.session();
  await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
  await studio.hasSettled(session, 1);
  await studio.waitIn(session, "PAUSED");
  return session;
}

interface Held {
  readonly connections: number;
  readonly threads: number;
  readonly residentMiB: number;
}

/** What the worker's process and the callback hold. */
async function held(): Promise<Held> {
  const [row] = await studio.service<{ connections: number }[]>`
    select count(*)::integer as connections from pg_stat_activity
    where datname = current_database()
      and (application_name = 'genesis-flows' or application_name like 'genesis callback%')`;
  const worker = await workerProcess();
  const status = await readFile(`/proc/${worker}/status`, "utf8");
  const number = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? Number.NaN);
  return {
    connections: row?.connections ?? 0,
    threads: number("Threads"),
    residentMiB: number("VmRSS") / 1024,
  };
}

/** The Python process behind `npm run flows`, in whose group it is. */
async function workerProcess(): Promise<string> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const [stat, command] = await Promise.all(
      ["stat", "cmdline"].map((name) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "")),
    );
    const [, , group] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
    if (Number(group) === studio.worker.pid && command?.includes("genesis_flows.worker"))
      return pid;
  }
  throw new Error("the worker does not run");
}

async function takesATurn(session: SessionFixture): Promise<void> {
  const { n } = await rounds(session);
  await callback.handle(await studio.ask(session, "REGENERATE_PROPOSAL"));
  await studio.hasSettled(session, n + 1);
  // A run that was ended while it wrote may not wait any more: the next command starts another.
  await studio.waitIn(session, "PAUSED", "EXPIRED");
}

async function rounds(session: SessionFixture): Promise<{ n: number }> {
  const [row] = await studio.service<{ n: number }[]>`
    select count(*)::integer as n from genesis_proposals where session_id = ${session.session}`;
  return { n: row?.n ?? 0 };
}

test.runIf(process.platform === "linux")(
  "10,000 sessions that wait hold no thread, no connection and no memory of the worker",
  async () => {
    const session = await pausedSession();
    await takesATurn(session);
    const before = await held();
    const owner = studio.owner();
    const seed = await readFile(join(import.meta.dirname, "seed-waiting-sessions.sql"), "utf8");
    await owner.begin(async (sql) => {
      await sql`select set_config('test.session', ${session.session}, true)`;
      await sql.unsafe(seed);
    });
    const [row] = await owner<{ waiting: number }[]>`
    select count(*)::integer as waiting from flow_resume_handles where status = 'PAUSED'`;
    expect(row?.waiting).toBeGreaterThan(10_000);
    await owner.end();
    await takesATurn(session);
    const after = await held();
    // Pools may fill up to their own limits, whoever waits; nothing here is one of 10,000.
    expect(after.connections).toBeLessThanOrEqual(before.connections + 16);
    expect(after.threads).toBeLessThanOrEqual(before.threads + 16);
    expect(after.residentMiB).toBeLessThan(before.residentMiB + 48);
  },
);

test("a Prefect that lost its work pool, its deployment and every run heals by itself", async () => {
  const sessions = [await pausedSession(), await pausedSession()];
  const deployment = z
    .object({ flow_id: z.string() })
    .parse(await (await askPrefect(studio.prefect, "/deployments/name/genesis/genesis")).json());
  for (const path of [`/flows/${deployment.flow_id}`, "/work_pools/genesis"]) {
    await askPrefect(studio.prefect, path, { method: "DELETE" });
  }
  for (const session of sessions) await takesATurn(session);
});

test.concurrent.for([...HANDS_ON_RUNS])("a session goes on whose run was %s", async ([, hand]) => {
  await hand({ studio, callback, pausedSession, takesATurn });
});

test.for([...HANDS_ON_WORK])("sessions go on whose %s", async ([, hand]) => {
  await hand({ studio, callback, pausedSession, takesATurn });
});

test("Prefect lists the runs that wait by their time, those that are named, and those at work without them", async () => {
  const sessions = [(await pausedSession()).session, (await pausedSession()).session];
  const prefect = createPrefectClient({ ...studio.prefect, timeoutMs: 10_000 });
  const before = new Date(Date.now() + 60_000);
  const list = async (page: RunsPage) => {
    const listed = await prefect.listRuns(page);
    if (listed.outcome !== "FOUND") throw new Error(listed.reason);
    return listed.runs;
  };
  const paused = { what: "PAUSED", before, after: null, offset: 0, limit: 200 } as const;
  const waiting = await list(paused);
  const sessionsOf = (runs: readonly ListedRun[]) => runs.map(({ session_id }) => session_id);
  expect(sessionsOf(waiting)).toEqual(expect.arrayContaining(sessions));
  const last = waiting.at(-1);
  const after = last?.expected_start_time ?? null;
  expect(after).not.toBeNull();
  const rest = await list({ ...paused, after });
  expect(rest.length).toBeGreaterThan(0);
  expect(rest.every((run) => (run.expected_start_time ?? "") >= (after ?? ""))).toBe(true);
  const ids = last === undefined ? [] : [last.flow_run_id];
  expect(await list({ what: "NAMED", ids, limit: 200 })).toEqual([last]);
  const atWork = await list({ what: "AT_WORK", before, offset: 0, limit: 200 });
  expect(sessionsOf(atWork).filter((id) => sessions.includes(id))).toEqual([]);
});
