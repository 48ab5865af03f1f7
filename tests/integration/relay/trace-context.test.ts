/** One trace from the request's header to the run in Prefect and the generation's own events. */
import { pino } from "pino";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { newTraceparent, parseTraceparent, traceIdOf } from "#shared/events/trace-context.ts";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { type Callback, startCallback } from "../../../callback/start-callback.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { type Relay, startRelay } from "../../../relay/start-relay.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ScriptedPrefect } from "../callback/scripted-prefect.ts";
import { ApiClient, fields } from "../edge/client.ts";
import { startTestEdge } from "../edge/test-edge.ts";
import { connectAs } from "../sql/session-fixture.ts";

const log = pino({ level: "silent" });
const accepted = z.object({ command_id: z.uuid() });

let database: TestDatabase;
let edge: StartedEdge;
let relay: Relay;
let callback: Callback;
let service: Sql;
const prefect = new ScriptedPrefect();
const delivered: OutboxMessage[] = [];

beforeAll(async () => {
  database = await createDatabase();
  service = connectAs(database.url, "genesis_service");
  const databaseUrl = database.url;
  edge = await startTestEdge(databaseUrl);
  const access = { apiUrl: await prefect.start(), apiKey: null, authString: null };
  const config = { ...CALLBACK_DEFAULTS, databaseUrl, prefect: access };
  callback = await startCallback({ ...config, redis: null }, { log });
  const publisher = directPublisher(async (message) => {
    await callback.handle(message);
    delivered.push(message);
  });
  relay = await startRelay({ ...RELAY_DEFAULTS, databaseUrl }, publisher, { log });
});

afterAll(async () => {
  await relay.stop();
  await Promise.all([callback.stop(), edge.stop(), service.end()]);
  await prefect.stop();
  await database.drop();
});

const eventOf = (session: string, type: string) =>
  delivered.find((message) => message.session_id === session && message.event_type === type);

test("a request's trace is that of its event, of the run it starts and of what the run writes", async () => {
  const traceparent = newTraceparent();
  const client = new ApiClient(edge.url);
  const session = await client.createSession();
  const answer = await client.command(session, "SUBMIT_IDEA", { idea: "x" }, { traceparent });
  const { command_id } = accepted.parse(fields(answer));
  await expect
    .poll(() => eventOf(session, "genesis.idea.submitted"))
    .toMatchObject({ traceparent });
  await expect
    .poll(() => prefect.runsOf(session).map((run) => run.tags))
    .toEqual([[`trace:${traceIdOf(traceparent)}`]]);
  const [row] = await service`
    select genesis.begin_command(${command_id}, run_epoch, ${crypto.randomUUID()}) as begun
    from genesis_sessions where session_id = ${session}`;
  expect(row?.["begun"]).toMatchObject({ outcome: "STARTED", traceparent });
  await expect
    .poll(() => eventOf(session, "genesis.generation.started"))
    .toMatchObject({ traceparent });
  // The writer's stop is a request of its own, and so is its trace.
  await client.command(session, "CANCEL_GENERATION");
  await expect.poll(() => eventOf(session, "genesis.command.cancelled")).toBeDefined();
  const other = eventOf(session, "genesis.command.cancelled")?.traceparent ?? null;
  expect(parseTraceparent(other)).toBe(other);
  expect(other).not.toBe(traceparent);
});

test("a request without a trace, or with a broken one, begins a valid one of its own", async () => {
  const client = new ApiClient(edge.url);
  const first = await client.createSession();
  const second = await client.createSession();
  await client.command(first, "SUBMIT_IDEA", { idea: "x" }, { traceparent: "00-broken" });
  const types = [
    [first, "genesis.session.created"],
    [second, "genesis.session.created"],
    [first, "genesis.idea.submitted"],
  ] as const;
  for (const [session, type] of types) {
    await expect.poll(() => eventOf(session, type)).toBeDefined();
  }
  const traces = types.map(([session, type]) => eventOf(session, type)?.traceparent ?? null);
  for (const trace of traces) expect(parseTraceparent(trace)).not.toBeNull();
  expect(new Set(traces.map(traceIdOf)).size).toBe(3);
});
