import type { EachBatchPayload, KafkaMessage } from "kafkajs";
import { pino } from "pino";
import { expect, test } from "vitest";
import { toCloudEvent } from "#shared/events/cloud-event.ts";
import type { EventHandler } from "#runtime/delivery.ts";
import { handleBatch } from "./kafka-batch.ts";
import { HandledVersions } from "./handled-versions.ts";

const session_id = "0198a5b0-0000-7000-8000-000000000002";

function recordOf(version: number): KafkaMessage {
  const { key, value, headers } = toCloudEvent({
    outbox_id: version,
    event_id: "0198a5b0-0000-7000-8000-000000000001",
    event_type: "genesis.idea.submitted",
    session_id,
    version,
    occurred_at: "2026-11-24T00:00:00Z",
    command_id: null,
    correlation_id: null,
    traceparent: null,
    payload: {},
  });
  return {
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: { ...headers },
    offset: String(version),
    timestamp: "0",
    attributes: 0,
  };
}

class ProtocolError extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

/** A batch of three events as the client gives it, and what was done with it. */
function threeEvents(beat: () => Promise<void>) {
  const messages = [1, 2, 3].map(recordOf);
  const resolved: string[] = [];
  const committed: string[] = [];
  const payload: EachBatchPayload = {
    batch: {
      topic: "events",
      partition: 0,
      highWatermark: "4",
      messages,
      isEmpty: () => false,
      firstOffset: () => "1",
      lastOffset: () => "3",
      offsetLag: () => "0",
      offsetLagLow: () => "0",
    },
    resolveOffset: (offset) => void resolved.push(offset),
    heartbeat: beat,
    pause: () => () => undefined,
    commitOffsetsIfNecessary: async () => void committed.push(resolved.at(-1) ?? "none"),
    uncommittedOffsets: () => ({ topics: [] }),
    isRunning: () => true,
    isStale: () => false,
  };
  return { payload, resolved, committed };
}

const partsFor = (handler: EventHandler) => ({
  handler,
  deadLetters: { put: async () => true, stop: async () => undefined },
  versions: new HandledVersions(),
  maxBackoffMs: 1,
  unacceptableRetryMs: [],
  log: pino({ level: "silent" }),
});
const options = { heartbeatIntervalMs: 1, onAlive: () => undefined };

test("a rebalance is joined after the event at hand, whose offset is committed first", async () => {
  const handled: number[] = [];
  const beaten = Promise.withResolvers<void>();
  const { payload, resolved, committed } = threeEvents(async () => {
    beaten.resolve();
    throw new ProtocolError("REBALANCE_IN_PROGRESS");
  });
  const batch = handleBatch(
    payload,
    partsFor(async ({ version }) => {
      await beaten.promise;
      handled.push(version);
    }),
    options,
    new AbortController().signal,
  );
  await expect(batch).rejects.toThrow("REBALANCE_IN_PROGRESS");
  expect(handled).toEqual([1]);
  expect(resolved).toEqual(["1"]);
  expect(committed.at(-1)).toBe("1");
});

test("a heartbeat that fails for another reason is tried again and the batch goes on", async () => {
  const handled: number[] = [];
  const beats = Promise.withResolvers<void>();
  let count = 0;
  const { payload, committed } = threeEvents(async () => {
    count += 1;
    if (count === 3) beats.resolve();
    throw new ProtocolError("REQUEST_TIMED_OUT");
  });
  await handleBatch(
    payload,
    partsFor(async ({ version }) => {
      await beats.promise;
      handled.push(version);
    }),
    options,
    new AbortController().signal,
  );
  expect(handled).toEqual([1, 2, 3]);
  expect(committed.at(-1)).toBe("3");
});

test("a stop leaves what is being tried again, without its offset", async () => {
  const stopping = new AbortController();
  const { payload, resolved } = threeEvents(async () => undefined);
  await handleBatch(
    payload,
    partsFor(async () => {
      stopping.abort();
      throw new Error("the database is away");
    }),
    options,
    stopping.signal,
  );
  expect(resolved).toEqual([]);
});

test("offsets that cannot be committed are said, once a batch; the events were handled", async () => {
  const warned: object[] = [];
  const log = pino(
    { level: "warn" },
    { write: (line: string) => void warned.push(JSON.parse(line)) },
  );
  const { payload, resolved } = threeEvents(async () => undefined);
  const failing = {
    ...payload,
    commitOffsetsIfNecessary: () => Promise.reject(new ProtocolError("COORDINATOR_LOAD")),
  };
  const parts = { ...partsFor(async () => undefined), log };
  await handleBatch(failing, parts, options, new AbortController().signal);
  expect(resolved).toEqual(["1", "2", "3"]);
  expect(warned).toEqual([
    expect.objectContaining({ msg: expect.stringContaining("not committed"), partition: 0 }),
  ]);
});
