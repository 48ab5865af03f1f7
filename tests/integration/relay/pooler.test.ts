/** Behind a pooler in transaction mode: the relay refuses to start and says why, the API works. */
import { join } from "node:path";
import { pino } from "pino";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { checkConnection, PooledConnectionError } from "../../../relay/direct-connection.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { startRelay } from "../../../relay/start-relay.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { startTransactionPooler } from "../../provision/transaction-pooler.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { ApiClient, fields } from "../edge/client.ts";
import { EventStream } from "../edge/event-stream.ts";
import { startTestEdge } from "../edge/test-edge.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const log = pino({ level: "silent" });
const nobody = directPublisher(async () => undefined);

test("the pooler of these tests gives two transactions of one client two connections", async () => {
  await using pooler = await startTransactionPooler(database.url, "refuse");
  const connectThrough = () => postgres(pooler.url, { max: 1, prepare: false, fetch_types: false });
  const [client, other] = [connectThrough(), connectThrough()];
  await Promise.all([client`select 1`, other`select 1`]);
  const pids = new Set<number>();
  for (let transaction = 0; transaction < 4; transaction += 1) {
    const [row] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`;
    pids.add(row?.pid ?? 0);
  }
  expect(pids.size).toBe(2);
  await Promise.all([client.end({ timeout: 0 }), other.end({ timeout: 0 })]);
});

test.each([
  ["refuse", "refuses"],
  ["drop", "drops"],
  ["pass", "NOTIFY is not heard"],
] as const)(
  "a pooler that would %s start-up parameters is told from a server",
  async (what, why) => {
    await using pooler = await startTransactionPooler(database.url, what);
    const config = { ...RELAY_DEFAULTS, databaseUrl: pooler.url };
    const starting = startRelay(config, nobody, { log });
    await expect(starting).rejects.toThrow(PooledConnectionError);
    await expect(starting).rejects.toThrow(why);
  },
);

test("a server is no pooler, and one that is away is neither", async () => {
  expect(await checkConnection(database.url)).toEqual({ outcome: "DIRECT" });
  const nowhere = new URL(database.url);
  nowhere.port = "1";
  expect(await checkConnection(nowhere.href)).toEqual({ outcome: "AWAY" });
});

test("behind a pooler that drops start-up parameters the edge is the requests' login, and one account sees nothing of another's", async () => {
  await using pooler = await startTransactionPooler(database.url, "drop");
  // Nobody said that there is one.
  const edge = await startTestEdge(pooler.url);
  const sql = postgres(database.adminUrl, { max: 1 });
  try {
    const [writer, other] = [new ApiClient(edge.url), new ApiClient(edge.url)];
    const session = await writer.createSession();
    await other.createSession();
    expect((await writer.get(`/sessions/${session}/state`)).status).toBe(200);
    expect((await other.get(`/sessions/${session}/state`)).status).toBe(404);
    const connected = await sql<{ who: string }[]>`
      select distinct usename::text as who from pg_stat_activity
      where datname = current_database() and application_name = 'genesis-edge'`;
    expect(connected.map(({ who }) => who)).toEqual([expect.stringMatching(/^genesis_app_login_/)]);
  } finally {
    await Promise.all([sql.end(), edge.stop()]);
  }
});

test("npm run relay ends at once and names the variable, without the password", async () => {
  await using pooler = await startTransactionPooler(database.url, "refuse");
  const { code, output } = await runProgram(
    process.execPath,
    [join("local", "commands", "relay.ts")],
    {
      cwd: repositoryRoot,
      env: {
        ...plainEnvironment(),
        DATABASE_URL: pooler.url,
        KAFKA_BROKERS: "127.0.0.1:1",
        RELAY_PORT: "0",
      },
    },
  );
  expect(code).toBe(1);
  expect(output).toMatch(/DATABASE_DIRECT_URL .*transaction-mode pooler/);
  expect(output).not.toContain(new URL(database.url).password);
});

test("the API works through it, and events arrive by a relay that has a direct connection", async () => {
  await using pooler = await startTransactionPooler(database.url, "refuse");
  await using direct = await startTcpProxy(() => Number(new URL(database.url).port));
  const databaseDirectUrl = direct.through(database.url);
  const edge = await startTestEdge(pooler.url, { databaseDirectUrl });
  const delivered: string[] = [];
  const relay = await startRelay(
    { ...RELAY_DEFAULTS, databaseUrl: database.url },
    directPublisher(async (message) => {
      delivered.push(`${message.session_id} ${message.version}`);
    }),
    { log },
  );
  try {
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    const answer = await client.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" });
    expect(answer.status).toBe(202);
    const state = fields(await client.get(`/sessions/${session}/state`));
    expect(state).toMatchObject({ version: 2, is_pending: true });
    await expect
      .poll(() => delivered)
      .toEqual(expect.arrayContaining([`${session} 1`, `${session} 2`]));
    // Its stream hub reads, of many sessions at once, and its keys are known.
    const streams = await Promise.all(
      Array.from({ length: 8 }, () =>
        EventStream.open(`${edge.url}/api/v1/genesis/sessions/${session}/events/stream`, {
          cookie: client.cookie ?? "",
          "last-event-id": "0",
        }),
      ),
    );
    await vi.waitFor(() => {
      for (const { versions } of streams) expect(versions).toEqual([1, 2]);
    });
    // LISTEN's, and one that asked for the logins, for as long as that took.
    expect(direct.connections).toBeLessThanOrEqual(2);
    await Promise.all(streams.map((stream) => stream.close()));
  } finally {
    await Promise.all([relay.stop(), edge.stop()]);
  }
});
