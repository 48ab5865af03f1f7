/** Edge, relay, callback and flows as processes of their own, with Kafka between them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { parseCloudEvent } from "#shared/events/cloud-event.ts";
import { KAFKA_DEFAULTS } from "#runtime/kafka/kafka-config.ts";
import { LAST_STAGE, STAGES } from "#shared/stages.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type EdgeProcess, startEdge } from "../provision/edge.ts";
import { readTopic } from "../provision/kafka/kafka-admin.ts";
import { type KafkaBroker, startKafka } from "../provision/kafka/kafka-broker.ts";
import { prefectVariables } from "../provision/prefect-api.ts";
import { type StartedProcess, plainEnvironment, startProcess } from "../provision/processes.ts";
import { type Provision, startProvision } from "../provision/provision.ts";
import { ApiSession } from "./api-client.ts";

type Role = "relay" | "callback" | "flows";

const readyLines: Readonly<Record<Role, RegExp>> = {
  relay: / ready: http/,
  callback: / ready: http/,
  flows: /the flow worker runs/,
};
const dataDirectory = mkdtempSync(join(tmpdir(), "genesis-four-"));
const roles = new Map<Role, StartedProcess>();
let provision: Provision;
let kafka: KafkaBroker;
let edge: EdgeProcess;
let databaseUrl: string;
let env: Record<string, string>;

async function ask(path: string): Promise<Record<string, string>> {
  const response = await fetch(`${provision.url}${path}`, { method: "POST" });
  return z.record(z.string(), z.string()).parse(await response.json());
}

async function start(role: Role): Promise<void> {
  const port = String(await freePort());
  const started = await startProcess({
    command: process.execPath,
    args: [join(repositoryRoot, "local", "commands", `${role}.ts`)],
    env: { ...plainEnvironment(), ...env, [`${role.toUpperCase()}_PORT`]: port },
    readyLine: readyLines[role],
    readyWithinMs: 60_000,
  });
  roles.set(role, started.process);
}

async function killAndStartAgain(role: Role): Promise<void> {
  await roles.get(role)?.stop("SIGKILL");
  await start(role);
}

beforeAll(async () => {
  [provision, kafka] = await Promise.all([startProvision(), startKafka()]);
  const [database, prefect] = await Promise.all([ask("/databases"), ask("/prefect")]);
  databaseUrl = database.url ?? "";
  env = {
    DATABASE_URL: databaseUrl,
    ...prefectVariables(prefect),
    KAFKA_BROKERS: kafka.brokers.join(","),
    GENESIS_DATA_DIR: dataDirectory,
  };
  edge = await startEdge("node", { env });
  await Promise.all((["relay", "callback", "flows"] as const).map(start));
});

afterAll(async () => {
  await edge?.[Symbol.asyncDispose]();
  await Promise.all([...roles.values()].map((role) => role.stop("SIGTERM")));
  await Promise.all([kafka?.stop(), provision?.stop()]);
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Accepted, or the answer says why not. */
async function accepted(session: ApiSession, ...command: Parameters<ApiSession["post"]>) {
  const { status, body } = await session.post(...command);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
}

test("they carry a whole session to its novel, each killed and started again in the middle", async () => {
  const session = await ApiSession.create(edge.url);
  await accepted(session, "REQUEST_INSPIRATION");
  await killAndStartAgain("relay");
  let state = await session.settled();

  const interruptions: readonly (() => Promise<void>)[] = [
    () => killAndStartAgain("callback"),
    () => killAndStartAgain("flows"),
    async () => {
      await edge.kill9();
      await edge.start();
    },
    async () => {},
  ];
  for (const [index, interrupt] of interruptions.entries()) {
    const stage = STAGES[index] ?? LAST_STAGE;
    await accepted(session, "CONFIRM_STAGE", await session.newest(state, stage));
    await interrupt();
    state = await session.settled();
    expect(state.current_stage).toBe(STAGES[index + 1]);
    expect(state.stages[state.current_stage].proposal_count).toBe(1);
  }
  await accepted(session, "CONFIRM_STAGE", await session.newest(state, LAST_STAGE));
  await accepted(session, "FINISH_GENESIS");
  expect((await session.state()).novel_id).not.toBeNull();

  // Every event of the session is in the broker, in order, and only then SENT.
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const statuses = async () => {
    const rows = await sql<{ status: string }[]>`
      select distinct status from event_outbox where session_id = ${session.id}`;
    return rows.map((row) => row.status);
  };
  try {
    await expect.poll(statuses).toEqual(["SENT"]);
    const [log] = await sql<{ versions: number[] }[]>`
      select array_agg(version::integer order by version) as versions
      from domain_events where session_id = ${session.id}`;
    const records = await readTopic(kafka.brokers, KAFKA_DEFAULTS.topic);
    const carried: number[] = [];
    for (const { message } of records) {
      const parsed = parseCloudEvent(message);
      if (parsed.outcome === "ILL_FORMED") throw new Error(parsed.reason);
      // What a killed relay sent twice is dropped as a consumer drops it.
      if (parsed.message.version > (carried.at(-1) ?? 0)) carried.push(parsed.message.version);
    }
    expect(carried).toEqual(log?.versions);
  } finally {
    await sql.end();
  }
});
