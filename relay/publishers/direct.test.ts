import { describe, expect, it } from "vitest";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import { directPublisher } from "./direct.ts";

const message = (outbox_id: number, session_id: string): OutboxMessage => ({
  outbox_id,
  event_id: `event-${outbox_id}`,
  event_type: "genesis.idea.submitted",
  session_id,
  version: outbox_id,
  occurred_at: "2026-01-01T00:00:00.000Z",
  command_id: null,
  correlation_id: null,
  traceparent: null,
  payload: {},
});

describe("the direct publisher", () => {
  it("delivers in order within a session, and has one outcome for each message", async () => {
    const seen: number[] = [];
    const publisher = directPublisher(async ({ outbox_id }) => {
      seen.push(outbox_id);
    });
    const outcomes = await publisher.publish(
      [1, 2, 3, 4].map((id) => message(id, id % 2 ? "a" : "b")),
    );
    expect(seen.filter((id) => id % 2)).toEqual([1, 3]);
    expect(seen.filter((id) => id % 2 === 0)).toEqual([2, 4]);
    expect(outcomes.map((o) => o.outcome)).toEqual(["SENT", "SENT", "SENT", "SENT"]);
    expect(outcomes.map((o) => o.outbox_id).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("keeps back what is behind a fault of the same session, and nothing else", async () => {
    const seen: number[] = [];
    const publisher = directPublisher(async ({ outbox_id }) => {
      seen.push(outbox_id);
      if (outbox_id === 1) throw new UnacceptableMessageError("too large");
      if (outbox_id === 2) throw new Error("connection refused");
    });
    const messages = [
      message(1, "a"),
      message(2, "b"),
      message(3, "a"),
      message(4, "b"),
      message(5, "c"),
    ];
    const outcomes = await publisher.publish(messages);
    expect(Object.fromEntries(outcomes.map((o) => [o.outbox_id, o.outcome]))).toEqual({
      1: "ROW_FAULT",
      2: "TRANSPORT_FAULT",
      3: "TRANSPORT_FAULT",
      4: "TRANSPORT_FAULT",
      5: "SENT",
    });
    expect(seen.toSorted()).toEqual([1, 2, 5]);
  });
});
