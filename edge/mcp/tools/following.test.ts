/** Following a book: what one answer holds, and when the waiting ends. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { answerMcp } from "../answer-mcp.ts";
import type { ApiCall, CallApiUntil } from "../tool.ts";

const answered = z.looseObject({
  content: z.tuple([z.looseObject({ text: z.string() })]),
  isError: z.boolean().optional(),
});
const followed = z.object({
  events: z.array(z.looseObject({ version: z.int() })),
  next: z.int().nullable(),
});
const session_id = crypto.randomUUID();

afterEach(() => vi.useRealTimers());

/** A client of a server whose API answers so. */
async function connected(call: CallApiUntil): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const url = new URL("http://studio.example/mcp");
  const transport = new StreamableHTTPClientTransport(url, {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const text = await request.clone().text();
      return answerMcp(request, text === "" ? undefined : JSON.parse(text), call);
    },
  });
  await client.connect(transport);
  return client;
}

test("one answer holds 128 Ki characters, and says from where to go on", async () => {
  const events = Array.from({ length: 50 }, (_, index) => ({
    version: index + 1,
    payload: { text: "字".repeat(10_000) },
  }));
  const asked: ApiCall[] = [];
  const client = await connected((call) => {
    asked.push(call);
    const rest = events.filter(({ version }) => version > Number(call.query?.["after"]));
    return Promise.resolve(Response.json({ events: rest, next: null }));
  });
  const seen: number[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const answer = answered.parse(
      await client.callTool({ name: "follow_book", arguments: { session_id, after } }),
    );
    const page = followed.parse(JSON.parse(answer.content[0].text));
    expect(answer.content[0].text.length).toBeLessThan(130 * 1_024);
    seen.push(...page.events.map(({ version }) => version));
    after = page.next;
  }
  expect(seen).toEqual(events.map(({ version }) => version));
  expect(asked.every(({ query }) => query?.["limit"] === 50)).toBe(true);
  await client.close();
});

test("an event larger than that comes whole, by itself", async () => {
  const events = [1, 2].map((version) => ({ version, payload: "x".repeat(200_000) }));
  const client = await connected(() => Promise.resolve(Response.json({ events, next: null })));
  const answer = answered.parse(
    await client.callTool({ name: "follow_book", arguments: { session_id, after: 0 } }),
  );
  const page = followed.parse(JSON.parse(answer.content[0].text));
  expect([page.events.length, page.next]).toEqual([1, 1]);
  await client.close();
});

test("whoever has gone is asked for no more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const gone = new AbortController();
  let calls = 0;
  const body = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "follow_book", arguments: { session_id, after: 0, wait_seconds: 25 } },
  };
  const request = new Request("http://studio.example/mcp", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-06-18",
    },
    body: JSON.stringify(body),
    signal: gone.signal,
  });
  const answering = answerMcp(request, body, (_, signal) => {
    calls += 1;
    signal.throwIfAborted();
    return Promise.resolve(Response.json({ events: [], next: null }));
  }).then((answer) => answer.text());
  answering.catch(() => {});
  await vi.waitFor(() => expect(calls).toBe(1));
  await vi.advanceTimersByTimeAsync(3_500);
  expect(calls).toBe(4);
  gone.abort();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(calls).toBe(4);
});
