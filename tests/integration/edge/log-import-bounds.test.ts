/** A log that is brought takes no more than its writer has: of the sums, of the process's memory. */
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { MAX_LOG_BYTES } from "#shared/http/log-routes.ts";
import type { LimitConfig } from "../../../edge/limits/limit-config.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { type Answer, ApiClient, problemOf } from "./client.ts";
import { forgedLog } from "./forged-log.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const FREE = { count: 1_000_000, windowSeconds: 1 };
const free = { account: FREE, address: FREE };

async function start(commands: LimitConfig["rates"]["commands"] = free) {
  const edge = await startTestEdge(database.url, {
    limits: {
      rates: { commands, generation: free, streams: free, reads: free, written: free },
      openConnections: 1_000,
      openSessions: 1_000,
      storedBytes: 1_000_000_000,
      openStreams: { account: 100, address: 100 },
      redis: null,
    },
  });
  onTestFinished(() => edge.stop());
  return edge;
}

async function account(url: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.get("/sessions");
  return client;
}

async function bring(file: string | Uint8Array<ArrayBuffer>, as: ApiClient): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([file], "book.jsonl"));
  const whole = new Response(form);
  return as.send("POST", "/sessions/import", {
    headers: { "content-type": whole.headers.get("content-type") ?? "" },
    body: new Uint8Array(await whole.arrayBuffer()),
  });
}

test("whoever asks too often is told so before a file is read", async () => {
  const edge = await start({ account: { count: 1, windowSeconds: 3_600 }, address: FREE });
  const writer = await account(edge.url);
  await writer.createSession();
  const answer = await bring(new Uint8Array(MAX_LOG_BYTES + 1), writer);
  expect(problemOf(answer)).toEqual({ status: 429, code: "RATE_LIMITED" });
});

test("a material's bytes are not less than none", async () => {
  const edge = await start();
  const writer = await account(edge.url);
  const session = await writer.createSession();
  const log = (await writer.get(`/sessions/${session}/log`)).text;
  const evil = forgedLog(log, (events) => {
    events.push({
      ...events.at(-1),
      version: events.length + 1,
      event_type: "genesis.material.removed",
      payload: { material_id: crypto.randomUUID(), bytes: -9_007_199_254_740_991 },
      command_id: null,
    });
  });
  const answer = await bring(evil, writer);
  expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
  expect(answer.text).toContain("does not have what a genesis.material.removed has");
});
