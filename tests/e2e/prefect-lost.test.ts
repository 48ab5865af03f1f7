/**
 * A Prefect that is away, or that comes back with nothing it knew: the writers' sessions go on by
 * themselves. `GENESIS_PREFECT_AWAY_SECONDS` is how long it is away (the long form is 60).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { z } from "zod";
import { embeddedAdminUrl } from "../../local/postgres/embedded-postgres.ts";
import { pause } from "#runtime/work/pause.ts";
import { askPrefect } from "../provision/prefect-api.ts";
import { type Studio, startStudio } from "../provision/studio.ts";
import { ApiSession } from "./api-client.ts";
import { promisedMs } from "../provision/patience-ms.ts";

const AWAY_SECONDS = Number(process.env.GENESIS_PREFECT_AWAY_SECONDS ?? 8);
/** The promise: healed within so long of the part being back. */
const HEALED_WITHIN_MS = promisedMs(60_000);

/** To the server and its children: it leads a group of its own. */
function signalPrefect(studio: Studio, signal: NodeJS.Signals): void {
  const record: unknown = JSON.parse(
    readFileSync(join(studio.dataDirectory, "run", "prefect.json"), "utf8"),
  );
  process.kill(-z.object({ pid: z.int() }).parse(record).pid, signal);
}

/** Sessions whose flows are paused: one still on its way to its wait needs no Prefect to find an answer. */
async function waitingSessions(studio: Studio, count: number): Promise<ApiSession[]> {
  const sessions = await Promise.all(
    Array.from({ length: count }, () => ApiSession.create(studio.url)),
  );
  await Promise.all(sessions.map((session) => session.generate("REQUEST_INSPIRATION")));
  const sql = postgres(await studio.databaseUrl(), { max: 1, onnotice: () => {} });
  const paused = async () => {
    const rows = await sql`select from flow_resume_handles where status = 'PAUSED'`;
    return rows.length;
  };
  await expect.poll(paused).toBe(count);
  await sql.end();
  return sessions;
}

/** What is pending comes to its proposal, one round after the first, within the promise. */
async function expectSecondRound(sessions: readonly ApiSession[], backAt: number): Promise<void> {
  const states = await Promise.all(sessions.map((session) => session.settled()));
  expect(Date.now() - backAt).toBeLessThan(HEALED_WITHIN_MS);
  for (const { stages } of states) expect(stages.CONCEPT_SELECTION.proposals).toHaveLength(2);
}

test("Prefect is away while writers answer: they are answered once it is back", {
  timeout: 300_000,
}, async () => {
  await using studio = await startStudio();
  const sessions = await waitingSessions(studio, 3);
  signalPrefect(studio, "SIGSTOP");
  for (const session of sessions) {
    expect((await session.post("REGENERATE_PROPOSAL")).status).toBe(202);
  }
  await pause(AWAY_SECONDS * 1_000);
  for (const session of sessions) {
    // Nothing was given up meanwhile.
    const { last_error, pending_commands } = await session.state();
    expect({ last_error, pending: pending_commands.length }).toEqual({
      last_error: null,
      pending: 1,
    });
  }
  signalPrefect(studio, "SIGCONT");
  await expectSecondRound(sessions, Date.now());
});

test("Prefect's database is dropped: its server starts anew, and no writer notices", {
  timeout: 300_000,
}, async () => {
  await using studio = await startStudio();
  const sessions = await waitingSessions(studio, 3);
  const admin = postgres(embeddedAdminUrl(studio.dataDirectory), { max: 1, onnotice: () => {} });
  try {
    signalPrefect(studio, "SIGKILL");
    await admin`drop database prefect with (force)`;
    // One answers while there is no Prefect at all, the others once it is back.
    const [first, ...others] = sessions;
    expect((await first?.post("REGENERATE_PROPOSAL"))?.status).toBe(202);
    await admin`create database prefect owner prefect`;
    const access = await studio.prefect();
    await expect
      .poll(
        () =>
          askPrefect(access, "/health").then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 120_000 },
      )
      .toBe(true);
    const backAt = Date.now();
    for (const session of others) {
      expect((await session.post("REGENERATE_PROPOSAL")).status).toBe(202);
    }
    await expectSecondRound(sessions, backAt);
    // The next turn is an ordinary one again.
    await Promise.all(sessions.map((session) => session.generate("REGENERATE_PROPOSAL")));
  } finally {
    await admin.end();
  }
});
