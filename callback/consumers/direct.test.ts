import { describe, expect, it } from "vitest";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { createDirectConsumer } from "./direct.ts";

const message = (session_id: string, version: number): OutboxMessage => ({
  outbox_id: version,
  event_id: `${session_id}-${version}`,
  event_type: "genesis.idea.submitted",
  session_id,
  version,
  occurred_at: "2026-01-01T00:00:00.000Z",
  command_id: null,
  correlation_id: null,
  traceparent: null,
  payload: {},
});

describe("the direct consumer", () => {
  it("drops versions at or below the last it handled for a session", async () => {
    const seen: string[] = [];
    const consumer = createDirectConsumer(async ({ session_id, version }) => {
      seen.push(`${session_id}${version}`);
    });
    consumer.start();
    for (const [session, version] of [
      ["a", 1],
      ["a", 2],
      ["a", 2],
      ["a", 1],
      ["b", 1],
      ["a", 3],
    ] as const) {
      await consumer.deliver(message(session, version));
    }
    expect(seen).toEqual(["a1", "a2", "b1", "a3"]);
  });

  it("takes again what its handler could not commit", async () => {
    let isAway = true;
    const seen: number[] = [];
    const consumer = createDirectConsumer(async ({ version }) => {
      if (isAway) throw new Error("away");
      seen.push(version);
    });
    consumer.start();
    await expect(consumer.deliver(message("a", 1))).rejects.toThrow("away");
    isAway = false;
    await consumer.deliver(message("a", 1));
    expect(seen).toEqual([1]);
  });

  it("takes nothing before it is started and after it is stopped", async () => {
    const consumer = createDirectConsumer(async () => undefined);
    await expect(consumer.deliver(message("a", 1))).rejects.toThrow("not running");
    consumer.start();
    await consumer.deliver(message("a", 1));
    await consumer.stop();
    await expect(consumer.deliver(message("a", 2))).rejects.toThrow("not running");
  });
});
