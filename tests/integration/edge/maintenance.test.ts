/** `npm run maintenance` under two edges: nothing is written, everything is read, nothing is lost. */
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { promisedMs } from "../../provision/patience-ms.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { UNKNOWN, ask, valuesOf } from "./route-matrix-requests.ts";
import { exampleRequests } from "./example-requests.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edges: readonly [StartedEdge, StartedEdge];
let owner: postgres.Sql;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edges = [await startTestEdge(database.url), await startTestEdge(database.url)];
  owner = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  await Promise.all([owner.end(), ...edges.map((edge) => edge.stop())]);
  await database.drop();
});
beforeEach(async () => {
  writer = new ApiClient(edges[0].url);
  session = await writer.createSession();
  await nothingUnderWay();
});
afterEach(async () => {
  await maintenance("off");
  for (const { url } of edges) {
    const begin = () => new ApiClient(url).post("/sessions", { language: "en" });
    await expect.poll(async () => (await begin()).status).toBe(201);
  }
});

const maintenance = (...args: readonly string[]) =>
  runProgram(
    process.execPath,
    [join(repositoryRoot, "local", "commands", "maintenance.ts"), ...args],
    { env: { ...plainEnvironment(), DATABASE_URL: database.url } },
  );

/** No relay runs here, and no worker. */
async function nothingUnderWay(): Promise<void> {
  await owner`update event_outbox set status = 'SENT'`;
  await owner`
    update command_inbox set status = 'CANCELLED' where status in ('RECEIVED', 'PROCESSING')`;
}

const on = async () => {
  const { code, output } = await maintenance("on", "--wait", "60s");
  expect([code, output]).toEqual([0, expect.stringContaining("nothing is under way")]);
};

/** What is sent while it is on all the same; each has another answer to give. */
const SERVED = ["signOut", "endBrowser", "endToken", "endTokens", "sayPresence", "mcp"];

describe("while maintenance is on", () => {
  test("every write is put off with the time, at every edge, and goes through afterwards with its key", async () => {
    const { code, output } = await maintenance("on", "--for", "2h", "--wait", "60s");
    expect([code, output]).toEqual([0, expect.stringMatching(/by 2 edge\(s\); nothing is under/)]);

    const other = new ApiClient(edges[1].url, writer.cookie);
    const key = { "idempotency-key": "a press" };
    const press = () => other.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" }, key);
    const putOff = await press();
    expect(problemOf(putOff)).toEqual({ status: 503, code: "UNAVAILABLE" });
    expect(fields(putOff)["reason"]).toBe("MAINTENANCE");
    const leftMs = Date.parse(String(fields(putOff)["until"])) - Date.now();
    expect(leftMs).toBeGreaterThan(3_600_000);
    expect(leftMs).toBeLessThanOrEqual(7_200_000);
    // It may end sooner.
    expect(putOff.headers.get("retry-after")).toBe("300");

    expect((await maintenance("off")).output).toContain("Writes are taken again");
    await expect.poll(async () => (await press()).status).toBe(202);
    expect((await press()).headers.get("idempotency-replayed")).toBe("true");
  });

  test("of the API's routes all that write are put off, but for what ends an access; all that read are answered", async () => {
    await on();
    const before = await owner`select count(*)::int as count from domain_events`;
    const requests = exampleRequests(valuesOf({ ...UNKNOWN, session_id: session }));
    const told = await Promise.all(
      requests
        // Ends the sign-in that the others ask by.
        .filter(({ name }) => !["signOut", "deleteAccount"].includes(name))
        .map(async (request) => {
          const { text } = await ask(
            edges[0].url,
            request,
            { cookie: writer.cookie ?? "", origin: edges[0].url },
            UNKNOWN,
          );
          return { request, isPutOff: text.includes('"MAINTENANCE"') };
        }),
    );
    for (const { request, isPutOff } of told) {
      const [route = ""] = request.name.split(" ");
      const isRead = request.method.toLowerCase() === "get";
      // Health calls it by the same name.
      if (route === "ready") continue;
      const isServed = isRead || SERVED.some((name) => route.startsWith(name));
      expect([request.name, isPutOff]).toEqual([request.name, !isServed]);
    }
    expect(told.filter(({ isPutOff }) => isPutOff).length).toBeGreaterThan(40);
    expect(await owner`select count(*)::int as count from domain_events`).toEqual(before);
  });

  test("who was reading reads on, hears what was under way come to its end, and may end an access", async () => {
    const stream = await EventStream.open(
      `${edges[1].url}${API_BASE}/sessions/${session}/events/stream`,
      { cookie: writer.cookie ?? "" },
    );
    await writer.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" });
    const waiting = await maintenance("on", "--wait", "0s");
    expect([waiting.code, waiting.output]).toEqual([
      1,
      expect.stringMatching(/under way: 1 command\(s\), 1 event\(s\)[^]*stays on/),
    ]);
    // As the relay and a worker would: it began before, so it ends.
    await owner`update event_outbox set status = 'SENT'`;
    const command = await commandOf(session);
    await owner`select genesis.give_up_command(${command}, 'MODEL_UNAVAILABLE', 'away', null)`;
    await owner`select genesis.wake('events')`;
    await expect.poll(() => stream.of("genesis.command.failed").length).toBe(1);
    await owner`update event_outbox set status = 'SENT'`;
    await on();
    expect((await writer.get(`/sessions/${session}/state`)).status).toBe(200);
    expect((await writer.send("DELETE", "/account/tokens")).status).toBe(204);
    await stream.close();
  });

  test("health says so, an edge that is started meanwhile puts off as well, and off ends it by itself", async () => {
    await on();
    const told = async () => {
      const ready = await writer.get("/api/health/ready");
      return [ready.status, JSON.parse(ready.text).parts.edge.problem];
    };
    expect(await told()).toEqual([200, "MAINTENANCE"]);
    expect((await maintenance()).code).toBe(1);
    const late = await startTestEdge(database.url);
    const answer = await new ApiClient(late.url).post("/sessions", { language: "en" });
    expect(fields(answer)["reason"]).toBe("MAINTENANCE");
    await late.stop();
    await maintenance("off");
    await expect.poll(told, { timeout: promisedMs(8_000) }).toEqual([200, null]);
    expect((await maintenance()).code).toBe(0);
  });

  test("an edge that does not say that it puts writes off is waited for", async () => {
    await owner`select genesis.beat('edge', 'of an earlier release', 'ok', null)`;
    const { code, output } = await maintenance("on", "--wait", "6s");
    expect([code, output]).toEqual([1, expect.stringMatching(/; 1 edge\(s\) take them yet/)]);
    await owner`select genesis.leave('edge', 'of an earlier release')`;
    await on();
  });
});

async function commandOf(id: string): Promise<string> {
  const [row] = await owner<{ command_id: string }[]>`
    select command_id from command_inbox where session_id = ${id}`;
  return row?.command_id ?? "";
}
