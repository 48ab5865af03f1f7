/** What a hub does for all of its readers is done for a share of them at a time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PORTION } from "./asked-in-portions.ts";
import { COMMENT_FRAME } from "./frames.ts";
import { FakeSink, FakeSource } from "./hub-fakes.ts";
import { HUB_DEFAULTS } from "./hub-options.ts";
import { StreamHub } from "./hub.ts";

const signIn = {
  accountId: "anybody",
  keyId: null,
  signInId: null,
  expiresAtSeconds: Infinity,
  isAsked: false,
};

let source: FakeSource;
let hub: StreamHub;
beforeEach(() => {
  source = new FakeSource();
  hub = new StreamHub({
    ...HUB_DEFAULTS,
    source,
    observer: {
      readersChanged: () => {},
      eventsSent: () => {},
      readerDropped: () => {},
      fetchFailed: () => {},
    },
  });
});
afterEach(() => hub.stop());

function open(count: number, named = "session") {
  return Array.from({ length: count }, (_, n) => {
    const session = `${named} ${n}`;
    source.logs.set(session, 1);
    const sink = new FakeSink();
    hub.open(session, signIn, { kind: "RESUME", version: 1 }, 1, sink);
    return { session, sink };
  });
}

test("a look at all of thousands asks for a portion at a time, and a wake comes before the rest of it", async () => {
  const opened = open(5 * PORTION);
  const last = opened.at(-1);
  await hub.settled();
  source.asked.length = 0;
  source.isHeld = true;
  hub.wake("events", null);
  await expect.poll(() => source.asked.length).toBe(1);
  source.logs.set(last?.session ?? "", 2);
  hub.wake("events", new Set([last?.session ?? ""]));
  source.isHeld = false;
  source.release();
  await hub.settled();
  expect(source.asked[1]?.[0]).toEqual([last?.session, 1]);
  expect(source.asked.map((asked) => asked.length)).toEqual(Array(5).fill(PORTION));
  expect(last?.sink.versions).toEqual([2]);
});

test("one that comes alone is asked for at once, and a hundred that come one by one together", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    open(1, "alone");
    expect(source.asked).toEqual([[["alone 0", 1]]]);
    await hub.settled();
    for (let n = 0; n < 100; n += 1) {
      open(1, `one of ${n}`);
      // In turns of their own, as they come; the rest ends with a timer, and these wait for none.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
    expect(source.asked).toHaveLength(1);
    await hub.settled();
    expect(source.asked.map((asked) => asked.length)).toEqual([1, 100]);
  } finally {
    vi.useRealTimers();
  }
});

test("every idle reader has its comment within an interval, never all of them at once", async () => {
  vi.useFakeTimers();
  try {
    hub.start();
    const opened = open(30);
    const comments = () =>
      opened.map(({ sink }) => sink.frames.filter((frame) => frame === COMMENT_FRAME).length);
    await vi.advanceTimersByTimeAsync(HUB_DEFAULTS.commentIntervalMs * 0.75);
    expect(new Set(comments())).toEqual(new Set([0, 1]));
    await vi.advanceTimersByTimeAsync(HUB_DEFAULTS.commentIntervalMs * 0.25);
    expect(comments()).toEqual(Array(30).fill(1));
  } finally {
    vi.useRealTimers();
  }
});
