/** Runs that stay behind in Prefect, with a real database and a Prefect that follows a script. */
import { pino } from "pino";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { startCallback } from "../../../callback/start-callback.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { ScriptedPrefect } from "./scripted-prefect.ts";
import { WaitFixture } from "./wait-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let prefect: ScriptedPrefect;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  prefect = new ScriptedPrefect();
});
afterAll(async () => {
  await Promise.all([app.end(), service.end(), prefect.stop()]);
  await database.drop();
});

test("a run that was replaced, let go of or died is cancelled; one that waits, works or is a stranger's is not", async () => {
  const parametersOf = (session_id: string, run_epoch: number) => ({ session_id, run_epoch });
  const waiting = await WaitFixture.create(app, service);
  await waiting.pause();
  const session = waiting.session.session;
  await service`update genesis_sessions set run_epoch = 2 where session_id = ${session}`;
  const owner = prefect.addRun("PAUSED", {
    id: waiting.run,
    parameters: parametersOf(session, 2),
  });
  const replaced = prefect.addRun("RUNNING", { parameters: parametersOf(session, 1) });
  const twin = prefect.addRun("PAUSED", { parameters: parametersOf(session, 2) });
  const stranger = prefect.addRun("PAUSED", { parameters: parametersOf(crypto.randomUUID(), 1) });

  const left = await WaitFixture.create(app, service);
  const letGo = prefect.addRun("PAUSED", { parameters: parametersOf(left.session.session, 1) });

  const silent = await WaitFixture.create(app, service);
  const died = prefect.addRun("RUNNING", { parameters: parametersOf(silent.session.session, 1) });
  const lively = await WaitFixture.create(app, service);
  const works = prefect.addRun("RUNNING", { parameters: parametersOf(lively.session.session, 1) });
  for (const [of, run, seconds] of [
    [silent, died, 61],
    [lively, works, 5],
  ] as const) {
    await of.session.hasRun(run.id, seconds);
  }

  const callback = await startCallback(
    {
      ...CALLBACK_DEFAULTS,
      databaseUrl: database.url,
      prefect: { apiUrl: await prefect.start(), apiKey: null, authString: null },
      redis: null,
      orphanedRunsIntervalMs: 50,
    },
    { log: pino({ level: "silent" }) },
  );
  try {
    await vi.waitFor(() =>
      expect([replaced, twin, letGo, died].map(({ state }) => state)).toEqual(
        Array.from({ length: 4 }, () => "CANCELLED"),
      ),
    );
    expect([owner, stranger, works].map(({ state }) => state)).toEqual([
      "PAUSED",
      "PAUSED",
      "RUNNING",
    ]);
  } finally {
    await callback.stop();
  }
});

test("of paused runs those are due whose wait was expired lately and that their session let go of", async () => {
  const left = async (since: string): Promise<unknown> => {
    const [row] = await service`select genesis.left_runs(${since}, 1000) as left`;
    return row?.["left"];
  };
  const [waiting, replaced] = [
    await WaitFixture.create(app, service),
    await WaitFixture.create(app, service),
  ];
  for (const each of [waiting, replaced]) await each.pause();
  const expire = (of: WaitFixture) => service`
    update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = ${of.session.session}`;
  await expire(replaced);
  // It is its session's run still.
  await replaced.session.hasRun(replaced.run);
  expect(await left("1 minute")).not.toContain(replaced.run);
  await replaced.session.hasRun(null);
  expect(await left("1 minute")).toContain(replaced.run);
  expect(await left("1 minute")).not.toContain(waiting.run);
  expect(await left("0 seconds")).toEqual([]);
});
