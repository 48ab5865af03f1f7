/** A writer's own model: set in any form, kept encrypted, never shown, each account's own. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { z } from "zod";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

const KEY = "sk-writer-0123456789-secret";
const PATH = "/settings/model";

let database: TestDatabase;
let edge: StartedEdge;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  edge = await startTestEdge(database.url);
});
afterAll(async () => {
  await Promise.all([edge.stop(), owner.end()]);
  await database.drop();
});

async function writer(url = edge.url): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.get("/sessions");
  return client;
}

const put = (client: ApiClient, body: object) =>
  client.send("PUT", PATH, { body: JSON.stringify(body) });

describe("a model of one's own", () => {
  test("is nobody's at first: the samples write", async () => {
    expect(fields(await (await writer()).get(PATH))).toMatchObject({
      source: "sample",
      base_url: null,
      has_key: false,
      model: null,
      price: null,
    });
  });

  test("is set, shown without its key, and the same again when it is set again", async () => {
    const client = await writer();
    const body = {
      base_url: " https://api.deepseek.com/v1/chat/completions ",
      api_key: `"Bearer ${KEY}"\u200b`,
      model: "deepseek-chat",
      stages: { WORLDVIEW: { model: "deepseek-reasoner", max_output_tokens: 9_000 } },
    };
    const first = await put(client, body);
    expect(first.status).toBe(200);
    expect(fields(first)).toEqual({
      source: "own",
      base_url: "https://api.deepseek.com/v1",
      has_key: true,
      model: "deepseek-chat",
      stages: expect.objectContaining({
        WORLDVIEW: {
          model: "deepseek-reasoner",
          temperature: null,
          max_output_tokens: 9_000,
          reasoning: null,
        },
        CHARACTERS: { model: null, temperature: null, max_output_tokens: null, reasoning: null },
      }),
      concurrency: 3,
      price: {
        input_per_mtok: expect.any(Number),
        output_per_mtok: expect.any(Number),
        currency: "USD",
        source: "genai-prices",
      },
    });
    const again = await put(client, body);
    expect(again.text).toBe(first.text);
    expect((await client.get(PATH)).text).toBe(first.text);
    expect(first.text).not.toContain("secret");
    // What was read may be written back; the key stays.
    expect((await put(client, fields(first))).text).toBe(first.text);
  });

  test("what models took and cost is told by month and model, each account its own", async () => {
    const [client, other] = [await writer(), await writer()];
    const session = await client.createSession();
    await owner`insert into model_calls (call_id, session_id, account_id, command_id, stage, model,
        host, outcome, input_tokens, output_tokens, cost_usd, counted_usd, ended_at)
      select gen_random_uuid(), session_id, account_id, session_id, 'WORLDVIEW', c.model, 'h',
        c.outcome, 10, 5, c.cost, 0, c.at::timestamptz
      from genesis_sessions, (values
        ('m', 'ANSWERED', 0.5, '2026-03-31T23:59:59Z'), ('m', 'FAILED', null, '2026-03-01T00:00:00Z'),
        ('m', 'ANSWERED', 0.25, '2026-04-01T00:00:00Z'), ('n', 'STOPPED', null, '2026-04-02T00:00:00Z')
      ) c (model, outcome, cost, at)
      where session_id = ${session}`;
    const { usage } = z
      .object({ usage: z.array(z.looseObject({ month: z.string() })) })
      .parse(fields(await client.get(`${PATH}/usage`)));
    expect(
      usage.map((u) => [
        u.month,
        u["model"],
        u["calls"],
        u["failed_calls"],
        u["cost_usd"],
        u["unknown_calls"],
      ]),
    ).toEqual([
      ["2026-04", "m", 1, 0, 0.25, 0],
      ["2026-04", "n", 1, 1, null, 1],
      ["2026-03", "m", 2, 1, 0.5, 1],
    ]);
    expect(usage[2]).toMatchObject({ input_tokens: 20, output_tokens: 10, cached_tokens: 0 });
    expect(fields(await other.get(`${PATH}/usage`))).toEqual({ usage: [] });
  });

  test("is in the state from then on, and gone from it when it is removed", async () => {
    const client = await writer();
    const session = await client.createSession();
    const generator = async () => fields(await client.get(`/sessions/${session}/state`)).generator;
    expect(await generator()).toMatchObject({ kind: "sample" });
    await put(client, { base_url: "localhost:11434", model: "qwen3:8b" });
    expect(await generator()).toEqual({
      kind: "model",
      model: "qwen3:8b",
      host: "localhost:11434",
      concurrency: 1,
    });
    for (let times = 0; times < 2; times += 1) {
      const removed = await client.send("DELETE", PATH);
      expect([removed.status, fields(removed).source]).toEqual([200, "sample"]);
    }
    expect(await generator()).toMatchObject({ kind: "sample" });
  });

  test("is in the database without its key, under the account's own wall", async () => {
    const client = await writer();
    await put(client, { base_url: "https://api.openai.com", api_key: KEY });
    const rows = await owner<{ encrypted_key: string | null; all: string }[]>`
      select encrypted_key, m::text as all from model_settings m
      where base_url = 'https://api.openai.com/v1'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.encrypted_key).toMatch(/^v1\.[0-9a-f]{16}\.[A-Za-z0-9_-]+$/);
    expect(rows[0]?.all).not.toContain(KEY);
    expect(fields(await (await writer()).get(PATH)).source).toBe("sample");
  });

  test("keeps its key only as long as the host stays", async () => {
    const client = await writer();
    const has = async (body: object) => fields(await put(client, body)).has_key;
    expect(await has({ base_url: "https://api.openai.com", api_key: KEY })).toBe(true);
    expect(await has({ base_url: "https://api.openai.com/v1", model: "gpt-5" })).toBe(true);
    expect(await has({ base_url: "https://api.evil.example/v1", model: "gpt-5" })).toBe(false);
    expect(await has({ base_url: "https://api.openai.com/v1" })).toBe(false);
    expect(await has({ base_url: "https://api.openai.com/v1", api_key: KEY })).toBe(true);
    expect(await has({ base_url: "https://api.openai.com:8443/v1" })).toBe(false);
    expect(await has({ base_url: "https://api.openai.com/v1", api_key: KEY })).toBe(true);
    expect(await has({ base_url: "https://api.openai.com/v1", api_key: null })).toBe(false);
  });
});

describe("what is refused says why, and quotes no key", () => {
  test.each([
    [{ base_url: "https://api.openai.com", api_key: `我的${KEY}` }, "/api_key"],
    [{ base_url: "https://api.openai.com", api_key: `${KEY} ${KEY}` }, "/api_key"],
    [{ base_url: "https://api.openai.com", api_key: "" }, "/api_key"],
    [{ base_url: `https://me:${KEY}@api.openai.com` }, "/base_url"],
    [{ base_url: "nowhere at all" }, "/base_url"],
    [{ base_url: "ftp://x" }, "/base_url"],
    [{}, "/base_url"],
    [{ base_url: "https://x.example", concurrency: 0 }, "/concurrency"],
    [{ base_url: "https://x.example", stages: { NOWHERE: {} } }, "/stages"],
    [
      { base_url: "https://x.example", stages: { WORLDVIEW: { temperature: 9 } } },
      "/stages/WORLDVIEW/temperature",
    ],
    [{ base_url: "https://x.example", model: "" }, "/model"],
    [{ base_url: "https://x.example", key: KEY }, ""],
  ])("%j", async (body, path) => {
    const answer = await put(await writer(), body);
    expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(answer).issues).toContainEqual({ path, message: expect.any(String) });
    expect(answer.text).not.toContain("sk-writer");
  });
});

describe("where MODEL_ENDPOINTS says public", () => {
  test.each(["http://api.openai.com", "https://10.0.0.1", "localhost:11434", "https://[::1]:8443"])(
    "%s can be neither set nor tested",
    async (base_url) => {
      const strict = await startTestEdge(database.url, { modelEndpoints: { kind: "public" } });
      const client = await writer(strict.url);
      for (const answer of [
        await put(client, { base_url }),
        await client.post(`${PATH}/test`, { base_url, api_key: KEY }),
      ]) {
        expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
        expect(fields(answer).issues).toEqual([{ path: "/base_url", message: expect.any(String) }]);
      }
      await strict.stop();
    },
  );

  test("a name that leads to a private address is refused when it is called", async () => {
    const strict = await startTestEdge(database.url, { modelEndpoints: { kind: "public" } });
    const answer = await (await writer(strict.url)).post(
      `${PATH}/test`,
      { base_url: "https://localhost:8443/v1", api_key: KEY },
      { "accept-language": "en" },
    );
    expect(fields(answer)).toMatchObject({
      ok: false,
      called: null,
      steps: [{ step: "reached", ok: false, message: expect.stringContaining("private network") }],
    });
    await strict.stop();
  });
});

test("without GENESIS_SECRET no key is stored, and it says so; an endpoint without a key is", async () => {
  const bare = await startTestEdge(database.url, { secrets: [] });
  const client = await writer(bare.url);
  const refused = await put(client, { base_url: "https://api.openai.com", api_key: KEY });
  expect(problemOf(refused).code).toBe("VALIDATION_FAILED");
  expect(refused.text).toContain("GENESIS_SECRET");
  expect((await put(client, { base_url: "localhost:11434" })).status).toBe(200);
  await bare.stop();
});
