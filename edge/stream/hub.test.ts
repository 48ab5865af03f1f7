import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Told } from "./frames.ts";
import { StreamHub } from "./hub.ts";
import { HUB_DEFAULTS } from "./hub-options.ts";
import { FakeSource, FakeSink } from "./hub-fakes.ts";

const signedIn = (keyId: string) => ({
  accountId: "anybody",
  keyId,
  signInId: null,
  expiresAtSeconds: Infinity,
  isAsked: false,
});

let source: FakeSource;
let hub: StreamHub;
let readers: number;
let dropped: number;

beforeEach(() => {
  source = new FakeSource();
  readers = 0;
  dropped = 0;
  hub = new StreamHub({
    ...HUB_DEFAULTS,
    pageSize: 5,
    catchUpPageSize: 5,
    source,
    observer: {
      readersChanged: (count) => (readers = count),
      eventsSent: () => {},
      readerDropped: () => (dropped += 1),
      fetchFailed: () => {},
    },
  });
});
afterEach(() => hub.stop());

function open(
  session: string,
  from: number,
  version = source.logs.get(session) ?? 0,
  told?: Told,
): FakeSink {
  const sink = new FakeSink();
  hub.open(session, signedIn("key"), { kind: "RESUME", version: from }, version, sink, told);
  return sink;
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("the hub", () => {
  test("asks once for all sessions with readers, however many wakes come meanwhile", async () => {
    source.logs.set("a", 1).set("b", 1);
    const sinks = [open("a", 1), open("a", 1), open("b", 1)];
    await expect.poll(() => source.asked.length).toBeGreaterThan(0);
    source.isHeld = true;
    hub.wake("events", null);
    await expect
      .poll(() => source.asked.at(-1))
      .toEqual([
        ["a", 1],
        ["b", 1],
      ]);
    const before = source.asked.length;
    for (let n = 0; n < 100; n += 1) hub.wake("events", null);
    source.logs.set("a", 2).set("b", 2);
    source.isHeld = false;
    source.release();
    for (const sink of sinks) await expect.poll(() => sink.versions).toEqual([2]);
    expect(source.asked.length - before).toBeLessThanOrEqual(2);
  });

  test("asks for nobody whom a wake is not about, and for nothing where it has no readers", async () => {
    source.logs.set("a", 1).set("b", 1);
    const [first, other] = [open("a", 1), open("b", 1)];
    await expect.poll(() => source.asked.length).toBeGreaterThan(0);
    await hub.settled();
    source.asked.length = 0;
    for (let n = 0; n < 100; n += 1) hub.wake("events", new Set(["elsewhere"]));
    await hub.settled();
    expect(source.asked).toEqual([]);
    source.logs.set("a", 2).set("b", 2);
    hub.wake("events", new Set(["a", "elsewhere"]));
    await expect.poll(() => first.versions).toEqual([2]);
    expect(source.asked).toEqual([[["a", 1]]]);
    expect(other.versions).toEqual([]);
  });

  test("asks for facts alone where nobody wants more, and whoever comes meanwhile gets all of it", async () => {
    source.logs.set("a", 1);
    const page = open("a", 1, 1, "facts");
    await hub.settled();
    source.isHeld = true;
    source.logs.set("a", 2);
    hub.wake("events", null);
    await expect.poll(() => source.told.at(-1)).toBe("facts");
    const program = open("a", 1, 1);
    source.isHeld = false;
    source.release();
    for (const sink of [page, program]) await expect.poll(() => sink.versions).toEqual([2]);
    const hasPayload = ({ frames }: FakeSink) => frames.some((frame) => frame.includes("payload"));
    expect([hasPayload(page), hasPayload(program)]).toEqual([false, true]);
    source.logs.set("a", 3);
    hub.wake("events", null);
    for (const sink of [page, program]) await expect.poll(() => sink.versions).toEqual([2, 3]);
    expect(source.told.at(-1)).toBe("whole");
    expect(hasPayload(page)).toBe(false);
  });

  test("a look finds what was not woken for, and asks for the sessions that moved only", async () => {
    source.logs.set("a", 1).set("b", 1);
    const [first] = [open("a", 1), open("b", 1)];
    hub.look();
    await expect.poll(() => source.asked.length).toBeGreaterThan(0);
    await hub.settled();
    source.asked.length = 0;
    source.logs.set("a", 2);
    hub.look();
    await expect.poll(() => first.versions).toEqual([2]);
    expect([source.looks, source.asked]).toEqual([1, [[["a", 1]]]]);
  });

  test("fetches page after page while there is more", async () => {
    source.logs.set("a", 1);
    const sink = open("a", 1);
    source.logs.set("a", 23);
    hub.wake("events", null);
    await expect.poll(() => sink.versions).toEqual(range(2, 23));
  });

  test("gives a reader that is behind all it missed, in order, and the others nothing twice", async () => {
    source.logs.set("a", 40);
    const live = open("a", 40);
    const behind = open("a", 0);
    source.logs.set("a", 43);
    hub.wake("events", null);
    await expect.poll(() => behind.versions).toEqual(range(1, 43));
    await expect.poll(() => live.versions).toEqual(range(41, 43));
  });

  test("catches a reader up on 10,000 events, a page at a time", async () => {
    source.logs.set("a", 10_000);
    const behind = open("a", 0);
    await expect.poll(() => behind.frames.length).toBeGreaterThan(10_000);
    expect(behind.versions).toEqual(range(1, 10_000));
    expect(source.asked.length).toBeGreaterThanOrEqual(10_000 / 5);
  });

  test("catches a reader up that opens while a fetch is on its way", async () => {
    source.logs.set("a", 3);
    const first = open("a", 3);
    await expect.poll(() => source.asked.length).toBeGreaterThan(0);
    source.isHeld = true;
    source.logs.set("a", 4);
    hub.wake("events", null);
    await expect.poll(() => source.asked.at(-1)).toEqual([["a", 3]]);
    source.logs.set("a", 5);
    const second = open("a", 5);
    source.isHeld = false;
    source.release();
    source.logs.set("a", 6);
    hub.wake("events", null);
    await expect.poll(() => first.versions).toEqual([4, 5, 6]);
    await expect.poll(() => second.versions).toEqual([6]);
  });

  test("brings up a reader whose session moved on while it was being looked up", async () => {
    source.logs.set("a", 3);
    const live = open("a", 3);
    source.logs.set("a", 5);
    hub.wake("events", null);
    await expect.poll(() => live.versions).toEqual([4, 5]);
    const late = open("a", 3, 3);
    await expect.poll(() => late.versions).toEqual([4, 5]);
  });

  test("fetches once more for what was committed behind a reader's last page", async () => {
    source.logs.set("a", 2);
    source.isHeld = true;
    const behind = open("a", 0);
    await expect.poll(() => source.asked.length).toBe(1);
    source.logs.set("a", 3);
    source.isHeld = false;
    source.release();
    await expect.poll(() => behind.versions).toEqual([1, 2, 3]);
  });

  test("gives no gap to a reader that joins behind a fetch on its way for readers that left", async () => {
    source.logs.set("a", 5);
    const left = open("a", 5);
    await expect.poll(() => source.asked.length).toBeGreaterThan(0);
    source.isHeld = true;
    // Keeps the session while nobody is live.
    const behind = open("a", 0);
    source.logs.set("a", 6);
    hub.wake("events", null);
    await expect.poll(() => source.asked.at(-1)).toEqual([["a", 5]]);
    left.leave();
    // Looked up before the fifth event, opened after it.
    const late = open("a", 4, 4);
    source.isHeld = false;
    source.release();
    await expect.poll(() => late.versions).toEqual([5, 6]);
    await expect.poll(() => behind.versions).toEqual(range(1, 6));
  });

  test("asks once for all that come back behind, each position once, and some at a time", async () => {
    source.logs.set("a", 9);
    source.isHeld = true;
    open("a", 0);
    await expect.poll(() => source.asked).toEqual([[["a", 0]]]);
    const sinks = Array.from({ length: 1_000 }, (_, n) => open("a", n % 5));
    const others = Array.from({ length: 40 }, (_, n) => {
      source.logs.set(`s${n}`, 1);
      return open(`s${n}`, 0);
    });
    source.isHeld = false;
    source.release();
    for (const [n, sink] of sinks.entries()) {
      await expect.poll(() => sink.versions).toEqual(range((n % 5) + 1, 9));
    }
    for (const sink of others) await expect.poll(() => sink.versions).toEqual([1]);
    for (const asked of source.asked) {
      expect(new Set(asked.map(String)).size).toBe(asked.length);
    }
    expect(source.asked.length).toBeLessThan(20);
  });

  test("goes on after a failed fetch, live and catching up", async () => {
    source.logs.set("a", 3);
    source.failures = 1;
    const behind = open("a", 0);
    await expect.poll(() => behind.versions).toEqual([1, 2, 3]);
    source.failures = 1;
    source.logs.set("a", 4);
    hub.wake("events", null);
    await expect.poll(() => source.failures).toBe(0);
    hub.wake("events", null);
    await expect.poll(() => behind.versions).toEqual([1, 2, 3, 4]);
  });

  test("disconnects a reader that is too slow, and never gives it a gap", async () => {
    source.logs.set("a", 1);
    const slow = open("a", 1);
    const fast = open("a", 1);
    slow.backlogBytes = HUB_DEFAULTS.maxBacklogBytes + 1;
    source.logs.set("a", 3);
    hub.wake("events", null);
    await expect.poll(() => fast.versions).toEqual([2, 3]);
    expect([slow.closed, slow.versions, dropped, readers]).toEqual(["abrupt", [], 1, 1]);
  });

  test("counts each reader once, however often it leaves", () => {
    const sinks = [open("a", 0), open("a", 0), open("b", 0)];
    expect(readers).toBe(3);
    for (const sink of sinks) sink.leave();
    for (const sink of sinks) sink.leave();
    expect(readers).toBe(0);
  });

  test("ends the streams of a sign-in that ended, and all when it stops", async () => {
    const ended = new FakeSink();
    hub.open("a", signedIn("retired"), { kind: "LIVE", version: 0 }, 0, ended);
    const stays = open("a", 0);
    hub.closeWhere((reader) => reader.signIn.keyId === "retired");
    expect([ended.closed, stays.closed]).toEqual(["orderly", null]);
    await hub.stop();
    expect([stays.closed, readers]).toEqual(["orderly", 0]);
    const late = open("a", 0);
    expect([late.closed, readers]).toEqual(["orderly", 0]);
  });
});
