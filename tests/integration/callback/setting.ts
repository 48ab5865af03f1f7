/** A callback between a database and a Prefect that follows a script, for the tests of one file. */
import { pino } from "pino";
import type { Sql } from "postgres";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { CALLBACK_DEFAULTS, type CallbackConfig } from "../../../callback/config.ts";
import type { Answer } from "../../../callback/handles.ts";
import {
  type Callback,
  type CallbackOptions,
  startCallback,
} from "../../../callback/start-callback.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { ScriptedPrefect } from "./scripted-prefect.ts";
import { WaitFixture } from "./wait-fixture.ts";

let database: TestDatabase;
export let app: Sql;
export let service: Sql;
export let prefect: ScriptedPrefect;
let config: CallbackConfig;
let callback: Callback | null = null;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  prefect = new ScriptedPrefect();
  config = {
    ...CALLBACK_DEFAULTS,
    databaseUrl: database.url,
    prefect: { apiUrl: await prefect.start(), apiKey: null, authString: null },
    redis: null,
    // The same steps in less time.
    prefectTimeoutMs: 400,
    sweepIntervalMs: 100,
    sweepGraceMs: 50,
    repeatAfterMs: 400,
    suspectAfterMs: 200,
    staleAfterMs: 600,
    staleConfirmMs: 300,
    prefectLookIntervalMs: 100,
    heartbeatIntervalMs: 100,
    pausedForMs: 500,
  };
});

afterAll(async () => {
  await Promise.all([app.end(), service.end(), prefect.stop()]);
  await database.drop();
});

afterEach(async () => {
  await callback?.stop();
  callback = null;
  prefect.isDown = false;
  prefect.isClosed = false;
  prefect.createRefusal = null;
  prefect.nextResumes.length = 0;
  prefect.work = null;
  prefect.isDeployed = true;
  prefect.poolOfDeployment = "genesis";
});

export async function started(
  changes: Partial<CallbackConfig> = {},
  options: Omit<CallbackOptions, "log"> = {},
): Promise<Callback> {
  callback = await startCallback(
    { ...config, ...changes },
    { ...options, log: pino({ level: "silent" }) },
  );
  return callback;
}

/** A session whose run is paused in Prefect and in the table. */
export async function pausedSession(): Promise<{ wait: WaitFixture; correlation: string }> {
  const wait = await WaitFixture.create(app, service);
  const correlation = await wait.pause();
  prefect.addRun("PAUSED", { id: wait.run, pauseKey: correlation });
  return { wait, correlation };
}

let version = 1;
export function messageOf(answer: Answer): OutboxMessage {
  version += 1;
  return {
    ...answer,
    event_type: "genesis.inspiration.requested",
    outbox_id: version,
    event_id: crypto.randomUUID(),
    version,
    occurred_at: new Date().toISOString(),
    payload: {},
  };
}

export const handleStatuses = async (wait: WaitFixture) =>
  (await wait.handles()).map((h) => h.status);
export const eventually = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { interval: 25 });

/** Heartbeats of the callback are behind many sweeps. */
export async function beats(): Promise<number> {
  const [row] = await service<{ at: number }[]>`
    select extract(epoch from max(seen_at))::float8 as at from part_heartbeats where part = 'callback'`;
  return row?.at ?? 0;
}
