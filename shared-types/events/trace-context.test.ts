import { expect, test } from "vitest";
import { newTraceparent, parseTraceparent, traceIdOf } from "./trace-context.ts";

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("a trace is taken as it came", () => {
  expect(parseTraceparent(traceparent)).toBe(traceparent);
  expect(parseTraceparent(` ${traceparent} `)).toBe(traceparent);
  expect(traceIdOf(traceparent)).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
});

test("a later version is read by the fields of version 00", () => {
  expect(parseTraceparent(`cc${traceparent.slice(2)}-what-comes-then`)).toBe(traceparent);
});

test.each([
  undefined,
  "",
  "garbage",
  traceparent.toUpperCase(),
  `ff${traceparent.slice(2)}`,
  `${traceparent}-more`,
  `${traceparent}\n${traceparent}`,
  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
])("what is no traceparent gives none: %j", (raw) => {
  expect(parseTraceparent(raw)).toBeNull();
});

test("a new trace is a valid one, and another each time", () => {
  const traces = Array.from({ length: 100 }, newTraceparent);
  for (const trace of traces) expect(parseTraceparent(trace)).toBe(trace);
  expect(new Set(traces.map(traceIdOf)).size).toBe(100);
});
