/** Webhooks: what is posted, how it is signed, and how often it is tried. */
import { readFile } from "node:fs/promises";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { join } from "node:path";
import { pino } from "pino";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createModelKeys } from "#runtime/secrets/model-keys.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { type Relay, startRelay } from "../../../relay/start-relay.ts";
import { createDeliver } from "../../../relay/webhooks/deliver.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "../edge/client.ts";
import { startTestEdge } from "../edge/test-edge.ts";
import { deliveryTo } from "./webhook-delivery.ts";

const SECRETS = ["a-secret-for-the-tests"];
const verifier = z.object({
  isFromTheStudio: z.custom<(secret: string, headers: object, body: string) => boolean>(
    (value) => typeof value === "function",
  ),
});

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let database: TestDatabase;
let edge: StartedEdge;
let relay: Relay;
let owner: Sql;
let receiver: Server;
let url: string;
let writer: ApiClient;
let posted: Posted[] = [];
/** What the receiver answers; the last one stays. */
let answers: number[] = [200];
/** What was posted to a receiver that does not answer. */
const stalled: ServerResponse[] = [];

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, { secrets: SECRETS });
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  relay = await startRelay(
    { ...RELAY_DEFAULTS, databaseUrl: database.url, pollIntervalMs: 100, secrets: SECRETS },
    directPublisher(() => Promise.resolve()),
    { log: pino({ level: "silent" }) },
  );
  receiver = createServer((request, response) => {
    if (request.url === "/stalled") {
      stalled.push(response);
      return;
    }
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      posted.push({ headers: request.headers, body });
      const [status = 200, ...rest] = answers;
      if (rest.length > 0) answers = rest;
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/hook`;
  writer = new ApiClient(edge.url);
  await writer.get("/sessions");
});
afterEach(async () => {
  const { webhooks } = fields(await writer.get("/account/webhooks"));
  for (const one of Array.isArray(webhooks) ? webhooks : []) {
    await writer.send("DELETE", `/account/webhooks/${String(Object(one).webhook_id)}`);
  }
  release();
  [posted, answers] = [[], [200]];
});
afterAll(async () => {
  receiver.close();
  await Promise.all([relay.stop(), edge.stop(), owner.end()]);
  await database.drop();
});

async function added(event_types?: readonly string[], to = url) {
  const answer = await writer.post("/account/webhooks", {
    url: to,
    ...(event_types && { event_types }),
  });
  expect(answer.status).toBe(201);
  const { webhook_id, secret } = fields(answer);
  return { webhook_id: String(webhook_id), secret: String(secret) };
}
async function listed(): Promise<Record<string, unknown>> {
  const { webhooks } = fields(await writer.get("/account/webhooks"));
  return { ...Object(Array.isArray(webhooks) ? webhooks[0] : null) };
}
const rename = (session: string, title: string) =>
  writer.command(session, "RENAME_SESSION", { title });
const eventually = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { interval: 50 });
const versions = () => posted.map(({ body }) => JSON.parse(body).data.version);
function release(): void {
  for (const response of stalled.splice(0)) response.writeHead(200).end();
}
/** What waits for another try has waited. */
const haveWaited = () =>
  owner`update webhook_deliveries set next_attempt_at = now() where status = 'PENDING'`;

describe("a webhook", () => {
  test("is told each event once, in order, in a form that the documented example verifies", async () => {
    const { secret } = await added();
    const session = await writer.createSession();
    await rename(session, "First");
    await rename(session, "二");
    await eventually(() => expect(versions()).toEqual([1, 2, 3]));
    const page = await readFile(join(repositoryRoot, "docs", "webhooks.md"), "utf8");
    const [, code = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    const loaded: unknown = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const { isFromTheStudio } = verifier.parse({ ...Object(loaded) });
    for (const { headers, body } of posted) {
      expect(isFromTheStudio(secret, headers, body)).toBe(true);
      expect(isFromTheStudio(secret, headers, `${body} `)).toBe(false);
      expect(isFromTheStudio(`whsec_${btoa("another")}`, headers, body)).toBe(false);
      const { type, timestamp, data } = JSON.parse(body);
      expect(headers["webhook-id"]).toBe(data.event_id);
      expect([type, timestamp]).toEqual([data.event_type, data.occurred_at]);
      expect(data.session_id).toBe(session);
    }
    expect(JSON.parse(posted[2]?.body ?? "").data.payload).toMatchObject({ title: "二" });
    await eventually(async () =>
      expect(await listed()).toMatchObject({ pending: 0, failed: 0, last_error: null }),
    );
  });

  test("of chosen events is told those, and of another account's nothing", async () => {
    await added(["genesis.session.renamed"]);
    const stranger = new ApiClient(edge.url);
    await stranger.command(await stranger.createSession(), "RENAME_SESSION", {
      title: "Not yours",
    });
    await rename(await writer.createSession(), "Mine");
    await eventually(() => expect(posted).toHaveLength(1));
    expect(posted[0]?.body).toContain("Mine");
  });

  test("that does not take one is tried again, the book's next waits behind, another book goes on", async () => {
    answers = [503, 200];
    await added(["genesis.session.renamed"]);
    const [first, other] = [await writer.createSession(), await writer.createSession()];
    await rename(first, "One");
    await eventually(async () =>
      expect(await listed()).toMatchObject({ last_error: "the receiver answered 503", pending: 1 }),
    );
    await owner`update webhook_deliveries set next_attempt_at = now() + interval '1 hour'
      where status = 'PENDING'`;
    await rename(first, "Two");
    await rename(other, "Elsewhere");
    await eventually(() => expect(posted).toHaveLength(2));
    expect(posted[1]?.body).toContain("Elsewhere");
    await haveWaited();
    await eventually(() => expect(posted).toHaveLength(4));
    const titles = posted.map(({ body }) => JSON.parse(body).data.payload.title);
    expect(titles).toEqual(["One", "Elsewhere", "One", "Two"]);
    expect(posted[2]?.headers["webhook-id"]).toBe(posted[0]?.headers["webhook-id"]);
  });

  test("that never takes it has a dead letter, which is tried again when it is asked for", async () => {
    answers = [500];
    const { webhook_id } = await added(["genesis.session.renamed"]);
    await rename(await writer.createSession(), "Lost");
    await eventually(() => expect(posted).toHaveLength(1));
    await eventually(async () => expect((await listed())["last_error"]).not.toBeNull());
    await owner`update webhook_deliveries set attempts = 15, next_attempt_at = now()`;
    await eventually(async () => expect(await listed()).toMatchObject({ pending: 0, failed: 1 }));
    answers = [200];
    const retried = await writer.send("POST", `/account/webhooks/${webhook_id}/retry`);
    expect(fields(retried)).toEqual({ retried: 1 });
    await eventually(async () => expect(await listed()).toMatchObject({ pending: 0, failed: 0 }));
    expect(posted).toHaveLength(3);
  });

  test("is tried again after 1, 2, 4 … seconds up to an hour, sixteen times in all", async () => {
    answers = [500];
    await added(["genesis.session.renamed"]);
    await rename(await writer.createSession(), "Often");
    await eventually(async () => expect((await listed())["last_error"]).not.toBeNull());
    const waits = await owner.begin(async (sql) => {
      const found: unknown[] = [];
      for (let attempts = 1; attempts <= 16; attempts += 1) {
        // Within a transaction now() stands still.
        await sql`update webhook_deliveries set attempts = ${attempts}`;
        const [row] = await sql`
          with settled as materialized (
            select genesis.settle_delivery(delivery_id, 'REFUSED', 'no') ->> 'status' as status
            from webhook_deliveries)
          select status from settled`;
        const [left] =
          await sql`select extract(epoch from next_attempt_at - now())::integer as seconds
            from webhook_deliveries where status = 'PENDING'`;
        found.push(left?.["seconds"] ?? row?.["status"]);
      }
      return found;
    });
    const doubled = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];
    expect(waits).toEqual([...doubled, 3_600, 3_600, 3_600, "FAILED"]);
  });

  test("that does not answer holds two places of its own, and no other receiver", async () => {
    await added(["genesis.session.renamed"], url.replace("/hook", "/stalled"));
    const books = await Promise.all(Array.from({ length: 20 }, () => writer.createSession()));
    await Promise.all(books.map((book) => rename(book, "Held")));
    await eventually(() => expect(stalled).toHaveLength(2));
    await added(["genesis.session.renamed"]);
    await Promise.all(books.map((book) => rename(book, "Told")));
    // What was on its way when it was added may come too.
    await eventually(() =>
      expect(posted.filter(({ body }) => body.includes('"Told"'))).toHaveLength(20),
    );
    expect(stalled).toHaveLength(2);
    expect(stalled.some((response) => response.destroyed)).toBe(false);
    release();
    await eventually(() => expect(stalled).toHaveLength(2));
  });

  test("ends by hand, and by a receiver that is gone; nothing more is sent", async () => {
    const { webhook_id } = await added(["genesis.session.renamed"]);
    const session = await writer.createSession();
    expect((await writer.send("DELETE", `/account/webhooks/${webhook_id}`)).status).toBe(204);
    const again = await writer.send("DELETE", `/account/webhooks/${webhook_id}`);
    expect(problemOf(again).status).toBe(404);
    answers = [410];
    await added(["genesis.session.renamed"]);
    await rename(session, "Gone");
    await eventually(async () => expect(await listed()).toEqual({}));
    await rename(session, "After");
    const rows = await owner`select from webhook_deliveries`;
    expect([posted.length, rows.length]).toEqual([1, 0]);
    const actions = await owner`select action from audit_log
      where action like 'webhook.%' and subject = ${webhook_id} order by audit_id`;
    expect(actions.map(({ action }) => action)).toEqual(["webhook.added", "webhook.ended"]);
  });
});

test("an address that may not be is refused when it is added, and again when its name leads elsewhere", async () => {
  const guarded = await startTestEdge(database.url, {
    secrets: SECRETS,
    modelEndpoints: { kind: "public" },
  });
  const client = new ApiClient(guarded.url, writer.cookie);
  for (const refused of [
    url,
    "https://127.0.0.1/hook",
    "ftp://example.com",
    "nothing",
    "https://a:b@example.com/",
  ]) {
    const answer = await client.post("/account/webhooks", { url: refused });
    expect([refused, problemOf(answer)]).toEqual([
      refused,
      { status: 422, code: "VALIDATION_FAILED" },
    ]);
  }
  await guarded.stop();
  const keys = createModelKeys(SECRETS);
  const delivery = await deliveryTo("https://localhost:9999/hook", SECRETS);
  const { signal } = new AbortController();
  const elsewhere = createDeliver({ secrets: keys, endpoints: null });
  expect(await elsewhere(delivery, signal)).toEqual({
    outcome: "REFUSED",
    error: "the address leads where it may not",
  });
  // Added while anything was allowed: what is allowed now counts.
  const before = { ...delivery, url, rule: "any" as const };
  const told = posted.length;
  for (const endpoints of [
    { kind: "public" as const },
    { kind: "none" as const },
    { kind: "named" as const, hosts: ["lab:8000"] },
  ]) {
    expect(await createDeliver({ secrets: keys, endpoints })(before, signal)).toEqual({
      outcome: "REFUSED",
      error: "MODEL_ENDPOINTS does not allow the address any more",
    });
  }
  expect(posted).toHaveLength(told);
  expect(await elsewhere(before, signal)).toEqual({ outcome: "TAKEN", error: null });
});
