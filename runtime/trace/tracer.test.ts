/** Spans as a collector takes them. */
import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { readTraceConfig } from "./trace-config.ts";
import { createTracer } from "./tracer.ts";

const posts: { path: string; authorization: string; body: unknown }[] = [];
let refuses = false;
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    posts.push({
      path: request.url ?? "",
      authorization: request.headers.authorization ?? "",
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    response.writeHead(refuses ? 401 : 200).end("{}");
  });
});
beforeAll(async () => {
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
});
afterAll(() => collector.close());

const collectorUrl = () => {
  const { port } = z.object({ port: z.int() }).parse(collector.address());
  return `http://127.0.0.1:${port}/`;
};

const said: [string, object][] = [];
const log = {
  info: (fields: object, message: string) => void said.push([message, fields]),
  warn: (fields: object, message: string) => void said.push([message, fields]),
};
afterEach(() => said.splice(0));

test("a span goes to the collector with its trace, its parent, its times and its attributes", async () => {
  const config = readTraceConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl(),
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20key",
  });
  const tracer = createTracer(config, "relay", log);
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  const span = { name: "publish", kind: "producer", startMs: 1_000, endMs: 1_002.5 } as const;
  tracer.record({ ...span, traceparent, attributes: { version: 3, empty: null, topic: "t" } });
  tracer.record({ ...span, traceparent: traceparent.replace(/01$/, "00") });
  tracer.record({ ...span, traceparent: null });
  tracer.start();
  await tracer.stop();
  expect(posts).toEqual([
    {
      path: "/v1/traces",
      authorization: "Bearer key",
      body: {
        resourceSpans: [
          {
            resource: {
              attributes: [{ key: "service.name", value: { stringValue: "genesis-relay" } }],
            },
            scopeSpans: [
              {
                scope: { name: "genesis-studio" },
                spans: [
                  {
                    traceId: "a".repeat(32),
                    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
                    parentSpanId: "b".repeat(16),
                    name: "publish",
                    kind: 4,
                    startTimeUnixNano: "1000000000",
                    endTimeUnixNano: "1002500000",
                    attributes: [
                      { key: "version", value: { intValue: "3" } },
                      { key: "topic", value: { stringValue: "t" } },
                    ],
                    status: {},
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  ]);
});

test("without an endpoint, or disabled, nothing is recorded", () => {
  expect(readTraceConfig({})).toBe(null);
  const disabled = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://x", OTEL_SDK_DISABLED: "true" };
  expect(readTraceConfig(disabled)).toBe(null);
});

test("a collector that refuses is said once, with its word, and when it takes them again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  refuses = true;
  const config = readTraceConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl() });
  const tracer = createTracer(config, "relay", log);
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  tracer.start();
  const sendOne = async () => {
    const before = posts.length;
    tracer.record({ name: "publish", kind: "producer", startMs: 1, endMs: 2, traceparent });
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(2_000);
      expect(posts.length).toBe(before + 1);
    });
  };
  await sendOne();
  await sendOne();
  refuses = false;
  await sendOne();
  vi.useRealTimers();
  await tracer.stop();
  expect(said).toEqual([
    [expect.stringContaining("no traces"), expect.objectContaining({ reason: "401 Unauthorized" })],
    [expect.stringContaining("again"), { dropped: 2 }],
  ]);
});

test("and so is one that is away", async () => {
  const config = readTraceConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" });
  const tracer = createTracer(config, "relay", log);
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  tracer.record({ name: "publish", kind: "producer", startMs: 1, endMs: 2, traceparent });
  tracer.start();
  await tracer.stop();
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said)).toContain("bad port");
});
