import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CloudEventRecord, parseCloudEvent, toCloudEvent } from "./cloud-event.ts";
import type { OutboxMessage } from "./delivery.ts";
import { EVENT_TYPES } from "../event-types.ts";
import { newTraceparent } from "./trace-context.ts";

const message: OutboxMessage = {
  outbox_id: 41,
  event_id: "0198a5b0-0000-7000-8000-000000000001",
  event_type: "genesis.idea.submitted",
  session_id: "0198a5b0-0000-7000-8000-000000000002",
  version: 3,
  occurred_at: "2026-11-24T00:00:00.123456+00:00",
  command_id: "0198a5b0-0000-7000-8000-000000000003",
  correlation_id: "0198a5b0-0000-7000-8000-000000000004",
  traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  payload: { idea: "一艘船\n「回家」", nested: { __proto__: null, list: [1, 2.5, null] } },
};

const received = (record: CloudEventRecord) => ({
  key: Buffer.from(record.key),
  value: Buffer.from(record.value),
  headers: Object.fromEntries(
    Object.entries(record.headers).map(([name, value]) => [name, Buffer.from(value)]),
  ),
});

const reasonFor = (change: (record: ReturnType<typeof received>) => object) => {
  const record = received(toCloudEvent(message));
  const parsed = parseCloudEvent({ ...record, ...change(record) });
  return parsed.outcome === "ILL_FORMED" ? parsed.reason : "well formed";
};

describe("a CloudEvents record", () => {
  it("has the contract's attributes as headers, without underscores in their names", () => {
    const { key, value, headers } = toCloudEvent(message);
    expect(key).toBe(message.session_id);
    expect(value).not.toContain("\n");
    expect(headers).toEqual({
      ce_specversion: "1.0",
      ce_id: message.event_id,
      ce_source: "/genesis/sessions",
      ce_type: "genesis.idea.submitted",
      ce_subject: message.session_id,
      ce_time: message.occurred_at,
      "content-type": "application/json",
      ce_version: "3",
      ce_outboxid: "41",
      ce_commandid: message.command_id,
      ce_correlationid: message.correlation_id,
      ce_traceparent: message.traceparent,
      traceparent: message.traceparent,
    });
  });

  it("leaves out the command and the wait where the event has none", () => {
    const { headers } = toCloudEvent({ ...message, command_id: null, correlation_id: null });
    expect(Object.keys(headers)).not.toContain("ce_commandid");
    expect(Object.keys(headers)).not.toContain("ce_correlationid");
  });

  it("gives back exactly the message that was sent, whatever the payload", () => {
    const id = fc.uuid({ version: 7 });
    const messages = fc.record({
      outbox_id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      event_id: id,
      event_type: fc.constantFrom(...EVENT_TYPES),
      session_id: id,
      version: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      occurred_at: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") })
        .map((date) => date.toISOString()),
      command_id: fc.option(id),
      correlation_id: fc.option(id),
      traceparent: fc.option(fc.constantFrom(newTraceparent(), newTraceparent())),
      payload: fc
        .dictionary(
          fc.string({ unit: "grapheme" }).filter((name) => name !== "__proto__"),
          fc.jsonValue({ noUnicodeString: false }),
        )
        .map((value) => JSON.parse(JSON.stringify(value))),
    });
    fc.assert(
      fc.property(messages, (sent) => {
        expect(parseCloudEvent(received(toCloudEvent(sent)))).toEqual({
          outcome: "MESSAGE",
          message: sent,
        });
      }),
    );
  });

  it("may carry further headers", () => {
    expect(
      reasonFor(({ headers }) => ({
        headers: { ...headers, ce_traceparent: Buffer.from("00-ab-cd-01"), ce_other: undefined },
      })),
    ).toBe("well formed");
  });

  it("is ill-formed with a reason that names the part", () => {
    const header = (name: string, value: unknown) =>
      reasonFor(({ headers }) => ({ headers: { ...headers, [name]: value } }));
    expect(reasonFor(() => ({ headers: undefined }))).toContain("ce_id");
    expect(header("ce_specversion", Buffer.from("0.3"))).toContain("ce_specversion");
    expect(header("ce_type", Buffer.from("genesis.unheard.of"))).toContain("ce_type");
    expect(header("ce_version", Buffer.from("0"))).toContain("ce_version");
    expect(header("ce_version", Buffer.from("1e3"))).toContain("ce_version");
    expect(header("ce_time", Buffer.from("yesterday"))).toContain("ce_time");
    expect(header("ce_id", Buffer.from([0xff, 0xfe]))).toContain("ce_id");
    expect(header("ce_id", [Buffer.from("a"), Buffer.from("b")])).toContain("ce_id");
    expect(header("content-type", Buffer.from("text/plain"))).toContain("content-type");
    expect(reasonFor(() => ({ key: null }))).toContain("key");
    expect(reasonFor(() => ({ key: Buffer.from("another") }))).toContain("key");
    expect(reasonFor(() => ({ value: null }))).toContain("value");
    expect(reasonFor(() => ({ value: Buffer.from("[1]") }))).toContain("value");
    expect(reasonFor(() => ({ value: Buffer.from("{") }))).toContain("value");
  });

  it("never repeats in its reason what a header held", () => {
    expect(
      reasonFor(({ headers }) => ({ headers: { ...headers, ce_id: Buffer.from("s3cret") } })),
    ).not.toContain("s3cret");
  });
});
