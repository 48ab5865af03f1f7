import { expect, test } from "vitest";
import { createApiClient } from "#shared/http/client.ts";
import { createModelConnection } from "./model-settings.ts";

const SAMPLE = {
  source: "sample",
  base_url: null,
  has_key: false,
  model: null,
  stages: {},
  concurrency: 1,
  price: null,
};
const TESTED = {
  ok: true,
  called: "http://localhost:11434/v1/chat/completions",
  steps: [],
  models: ["qwen3:8b"],
  base_url: "http://localhost:11434/v1",
  model: "qwen3:8b",
  mode: "schema",
  streams: true,
  reports_usage: true,
  reasons: false,
};

/** A studio that answers by method, and keeps what it was sent. */
function studio(
  answers: Readonly<Record<string, { readonly status?: number; readonly body: object }>>,
) {
  const sent: { readonly method: string; readonly body: string }[] = [];
  const client = createApiClient({
    baseUrl: "http://studio",
    fetch: async (request) => {
      sent.push({ method: request.method, body: await request.text() });
      const { status = 200, body } = answers[request.method] ?? { body: SAMPLE };
      return Response.json(body, { status });
    },
  });
  return { client, sent };
}

test("a test fills in the address and the model that answered, and saving sends them", async () => {
  const own = {
    ...SAMPLE,
    source: "own",
    base_url: TESTED.base_url,
    model: "qwen3:8b",
    has_key: true,
  };
  const { client, sent } = studio({ POST: { body: TESTED }, PUT: { body: own } });
  let changes = 0;
  const connection = createModelConnection(() => (changes += 1), client);
  connection.baseUrl.value = "localhost:11434";
  connection.key.value = "sk-typed";
  await connection.test();
  await connection.save();
  expect(JSON.parse(sent[1]?.body ?? "")).toEqual({
    base_url: "http://localhost:11434/v1",
    api_key: "sk-typed",
    model: "qwen3:8b",
    stages: {},
    price: null,
  });
  expect(connection.saved.value?.source).toBe("own");
  expect(connection.key.value, "a saved key is no longer in the page").toBe("");
  expect(changes).toBe(1);
});

test("an empty key is not sent: the stored one stays", async () => {
  const { client, sent } = studio({});
  const connection = createModelConnection(undefined, client);
  connection.baseUrl.value = "https://api.openai.com/v1";
  await connection.save();
  expect(sent[0]?.body).not.toContain("api_key");
});

test("a refusal is told in its own words", async () => {
  const issues = [{ path: "/base_url", message: "is empty" }];
  const { client } = studio({
    PUT: { status: 422, body: { code: "VALIDATION_FAILED", detail: "d", issues } },
  });
  const connection = createModelConnection(undefined, client);
  await connection.save();
  expect(connection.problem.value).toContain("is empty");
});

test("what each stage has of its own is shown, and sent back with what is typed", async () => {
  const none = { model: null, temperature: null, max_output_tokens: null, reasoning: null };
  const own = {
    ...SAMPLE,
    source: "own",
    base_url: "http://localhost:11434/v1",
    stages: { WORLDVIEW: { ...none, temperature: 0.5 }, CHARACTERS: none },
    price: { input_per_mtok: 2, output_per_mtok: 4, currency: "USD", source: "own" },
  };
  const { client, sent } = studio({ GET: { body: own }, PUT: { body: own } });
  const connection = createModelConnection(undefined, client);
  await connection.load();
  const plot = connection.stages.PLOT_OUTLINE;
  plot.value = { ...plot.value, model: " big ", max_output_tokens: "9000", reasoning: "high" };
  await connection.save();
  expect(JSON.parse(sent[1]?.body ?? "")).toMatchObject({
    stages: {
      WORLDVIEW: { temperature: 0.5 },
      PLOT_OUTLINE: { model: "big", max_output_tokens: 9_000, reasoning: "high" },
    },
    price: { input_per_mtok: 2, output_per_mtok: 4, currency: "USD" },
  });
});

test("a server of one's own is free, and is not any more at an address that is a maker's", async () => {
  const { client, sent } = studio({});
  const connection = createModelConnection(undefined, client);
  connection.isFree.value = true;
  connection.baseUrl.value = "localhost:11434";
  await connection.save();
  connection.baseUrl.value = "https://api.openai.com/v1";
  await connection.save();
  const prices = sent.map(({ body }) => JSON.parse(body).price);
  expect(prices).toEqual([{ input_per_mtok: 0, output_per_mtok: 0, currency: "USD" }, null]);
});

test("what was typed while the saved settings were on their way stays", async () => {
  const own = { ...SAMPLE, source: "own", base_url: "http://localhost:1/v1", model: "saved" };
  const { client } = studio({ GET: { body: own } });
  const connection = createModelConnection(undefined, client);
  const loading = connection.load();
  connection.model.value = "typed";
  await loading;
  expect([connection.baseUrl.value, connection.model.value]).toEqual([own.base_url, "typed"]);
});
