/** The test of an endpoint: what it says of endpoints that are well and of those that are not. */
import { describe, expect, test } from "vitest";
import { misbehave } from "../../provision/misbehaviours.ts";
import { startModelServer } from "../../provision/model-server.ts";
import {
  KEY,
  client,
  type Reply,
  endpoint,
  tried,
  send,
  isList,
  LIST,
  whole,
  GOOD,
  failing,
} from "./settings-test-setting.ts";

describe("an endpoint that is well", () => {
  test("shows every step, in both languages", async () => {
    await using model = await startModelServer();
    model.pace({ characters: 10, everyMs: 1 });
    const found = await tried(model.url);
    expect(found).toMatchObject({
      ok: true,
      called: `${model.url}/chat/completions`,
      models: ["scripted-1"],
      model: "scripted-1",
      mode: "schema",
      streams: true,
      reports_usage: true,
      reasons: false,
    });
    expect(found.steps.map(({ step }) => step)).toEqual([
      ...[
        "reached",
        "key",
        "model",
        "answers",
        "streams",
        "json",
        "usage",
        "reasoning",
        "speed",
        "cost",
      ],
    ]);
    expect(found.steps.every(({ ok }) => ok)).toBe(true);
    expect(found.steps.at(-1)?.message).toContain("not known");
    const chinese = await tried(model.url, {}, "zh-CN");
    for (const { message } of chinese.steps) expect(message).toMatch(/\p{Script=Han}/u);
  });

  test.each(["127.0.0.1", "::1"])("is found at localhost, which is %s there", async (host) => {
    using server = await endpoint((request, _body, response) => {
      if (isList(request)) send(response, 200, LIST);
      else send(response, 200, whole(GOOD));
    }, host);
    expect(await tried(server.byName)).toMatchObject({ ok: true, model: "writer-1" });
  });

  test("is not there: the sentence names the other side of a container, in both languages", async () => {
    const closed = await endpoint(() => {});
    closed[Symbol.dispose]();
    for (const language of ["en", "zh-CN"]) {
      const found = await tried(closed.byName, {}, language);
      expect(failing(found)).toMatchObject({ step: "reached" });
      expect(failing(found)?.message).toContain("host.docker.internal");
    }
  });

  test("is found at /v1 where that was left out, and an embedding model is not taken", async () => {
    using server = await endpoint((request, body, response) => {
      if (!request.url?.startsWith("/gw/v1/")) send(response, 404, { error: "no such route" });
      else if (isList(request)) send(response, 200, LIST);
      else send(response, 200, whole(GOOD, { model: body["model"] }));
    });
    const found = await tried(`${server.url}/gw`);
    expect(found).toMatchObject({ ok: true, model: "writer-1", models: ["writer-1", "writer-2"] });
    expect(found.base_url).toBe(`${server.url}/gw/v1`);
    expect(found).toMatchObject({ streams: false, reports_usage: false });
  });

  test("is asked in a lower mode where it refuses a schema, and the thinking is seen", async () => {
    using server = await endpoint((request, body, response) => {
      if (isList(request)) return send(response, 200, LIST);
      if (JSON.stringify(body).includes("json_schema")) {
        return send(response, 400, { error: { message: "response_format is not supported" } });
      }
      const message = { reasoning_content: "hm", content: [{ type: "text", text: GOOD }] };
      const usage = { completion_tokens: 90, completion_tokens_details: { reasoning_tokens: 77 } };
      return send(response, 200, { choices: [{ message }], usage });
    });
    // Its price as the writer set it: 45,000 tokens in, 20,000 out.
    await client.send("PUT", "/settings/model", {
      body: JSON.stringify({
        base_url: server.url,
        price: { input_per_mtok: 2, output_per_mtok: 8, currency: "USD" },
      }),
    });
    const found = await tried(server.url);
    await client.send("DELETE", "/settings/model", {});
    expect(found).toMatchObject({ ok: true, mode: "json", reasons: true });
    const said = found.steps.map((step) => step.message).join(" ");
    expect(said).toContain("77 tokens");
    expect(said).toContain("about $0.25");
  });

  test("needs no key where it asks for none, and none is sent", async () => {
    let sent: string | undefined;
    using server = await endpoint((request, _, response) => {
      sent = request.headers.authorization;
      send(response, 200, isList(request) ? LIST : whole(GOOD));
    });
    expect((await tried(server.url, { api_key: null })).ok).toBe(true);
    expect(sent).toBeUndefined();
  });
});

describe("an endpoint that is not well says what is wrong", () => {
  const quoting =
    (status: number, message: string): Reply =>
    (request, _, response) =>
      isList(request) && status !== 401
        ? send(response, 200, LIST)
        : send(response, status, { error: { message: `${message} (${KEY})` } });

  test.each([
    [401, "Incorrect API key provided", "key", "The key was not accepted"],
    [402, "Insufficient Balance", "answers", "balance"],
    [429, "You exceeded your current quota", "answers", "balance"],
    [429, "slow down", "answers", "Too many requests"],
    [403, "Country, region, or territory not supported", "answers", "region"],
    [404, "The model `writer-1` does not exist", "model", "no model writer-1"],
    [503, "overloaded", "answers", "a fault of its own"],
    [400, "something odd", "answers", "did not take the request"],
  ])("%i %s", async (status, message, step, says) => {
    using server = await endpoint(quoting(status, message));
    const found = await tried(server.url);
    expect(found).toMatchObject({ ok: false, mode: null });
    expect(failing(found)).toMatchObject({ step, message: expect.stringContaining(says) });
    expect(failing(found)?.message).toContain(message.slice(0, 12));
  });

  test.each<[string, Reply, string, string]>([
    [
      "a page",
      (_, __, r) => send(r, 200, "<!doctype html><p>hi", "text/html"),
      "reached",
      "web page",
    ],
    [
      "a redirect",
      (_, __, r) => r.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
      "reached",
      "another address",
    ],
    ["no HTTP", (q) => q.socket.end("SSH-2.0-OpenSSH\r\n\r\n"), "reached", "HTTP"],
    [
      "an empty answer",
      (q, _, r) => send(r, 200, isList(q) ? LIST : whole("")),
      "answers",
      "nothing",
    ],
    [
      "an error inside 200",
      (q, _, r) => send(r, 200, isList(q) ? LIST : { error: { message: `no ${KEY}` } }),
      "answers",
      "no •••",
    ],
    [
      "no list and no model",
      (q, _, r) => send(r, isList(q) ? 404 : 200, {}),
      "model",
      "type the model's name",
    ],
  ])("%s", async (_, reply, step, says) => {
    using server = await endpoint(reply);
    expect(failing(await tried(`${server.url}/v1`))).toMatchObject({
      step,
      message: expect.stringContaining(says),
    });
  });

  test("nobody listens, or there is no such name", async () => {
    expect(failing(await tried("http://127.0.0.1:9/v1"))?.message).toContain("Nothing listens");
    expect(failing(await tried("https://no-such-host.invalid/v1"))?.message).toContain(
      "There is no",
    );
  });

  test("a redirect is not followed: the key goes nowhere else", async () => {
    using other = await endpoint((_, __, response) => send(response, 200, LIST));
    using server = await endpoint((_, __, response) =>
      response.writeHead(307, { location: `${other.url}/v1/models` }).end(),
    );
    expect((await tried(`${server.url}/v1`)).ok).toBe(false);
    expect(other.asked).toEqual([]);
  });
});

const MISBEHAVIOURS = Number(process.env["GENESIS_MISBEHAVIOURS"] ?? "100");

test(
  "generated misbehaviours: a result with words, no key in it, and three calls at most",
  async () => {
    const first = Number(process.env["GENESIS_MISBEHAVIOURS_FROM"] ?? "0");
    let tries = 0;
    for (let number = first; number < first + MISBEHAVIOURS; number += 1) {
      const { name, replies } = misbehave(number, GOOD, KEY);
      let calls = 0;
      using server = await endpoint((request, _, response) => {
        if (isList(request)) return send(response, 200, LIST);
        const made = replies[Math.min(calls, replies.length - 1)];
        calls += 1;
        response.writeHead(made?.status ?? 500, {
          "content-type": made?.type,
          ...(made?.retryAfter ? { "retry-after": made.retryAfter } : {}),
        });
        for (const piece of made?.body ?? []) response.write(piece);
        return response.end();
      });
      const found = await tried(`${server.url}/v1`);
      const said = JSON.stringify(found);
      const pieces = Array.from(KEY.slice(8), (_, at) => KEY.slice(at, at + 8));
      expect(
        pieces.filter((piece) => said.includes(piece)),
        `${number}: ${name}`,
      ).toEqual([]);
      expect(found.ok || failing(found)?.message !== "", `${number}: ${name}`).toBe(true);
      expect(calls, `${number}: ${name}`).toBeLessThanOrEqual(3);
      tries += 1;
    }
    if (MISBEHAVIOURS > 100) console.info(`${tries} misbehaviours from ${first}, on the page`);
  },
  60_000 + 500 * MISBEHAVIOURS,
);

test("the stored key is used where none is given, and only for its own host", async () => {
  const keys: (string | undefined)[] = [];
  const reply: Reply = (request, _, response) => {
    keys.push(request.headers.authorization);
    send(response, 200, isList(request) ? LIST : whole(GOOD));
  };
  using own = await endpoint(reply);
  using other = await endpoint(reply);
  await client.send("PUT", "/settings/model", {
    body: JSON.stringify({ base_url: own.url, api_key: KEY }),
  });
  await tried(own.url, { api_key: undefined });
  expect(keys).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
  await tried(other.url, { api_key: undefined });
  expect(keys.slice(2)).toEqual([undefined, undefined]);
});
