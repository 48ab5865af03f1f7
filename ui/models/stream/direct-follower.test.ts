import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConnectionHandlers } from "./connection.ts";
import { createDirectFollower } from "./direct-follower.ts";
import type { StreamHandlers } from "./follower.ts";
import { pauseMs } from "./pause.ts";

/** A connection that is driven by hand. */
interface FakeConnection extends ConnectionHandlers {
  readonly asked: readonly string[];
  isOpen: boolean;
}

let connections: FakeConnection[];

beforeEach(() => {
  connections = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function handlers() {
  return {
    onEvent: vi.fn<StreamHandlers["onEvent"]>(),
    onProgress: vi.fn<StreamHandlers["onProgress"]>(),
    onDelta: vi.fn<StreamHandlers["onDelta"]>(),
    onMissed: vi.fn<StreamHandlers["onMissed"]>(),
    onReset: vi.fn<StreamHandlers["onReset"]>(),
    onStatus: vi.fn<StreamHandlers["onStatus"]>(),
  };
}

function createFollower() {
  return createDirectFollower({
    random: () => 0,
    connect(url, heard) {
      const asked = new URL(url, "http://localhost").searchParams.getAll("after");
      const connection: FakeConnection = { ...heard, asked, isOpen: true };
      connections.push(connection);
      return () => {
        connection.isOpen = false;
      };
    },
  });
}

const open = () => connections.filter(({ isOpen }) => isOpen);
const last = () => {
  const connection = connections.at(-1);
  if (!connection) throw new Error("nothing was connected");
  return connection;
};

function says(session_id: string, version: number) {
  const data = JSON.stringify({ session_id, event_type: "genesis.proposal.ready", version });
  last().onBlock({ event: "genesis.proposal.ready", data });
}

test("all sessions are on one connection, each behind its own version", () => {
  const follower = createFollower();
  const a = handlers();
  const b = handlers();
  follower.follow("a", 12, a);
  follower.follow("b", 3, b);
  vi.advanceTimersByTime(20);
  expect(open().map(({ asked }) => asked)).toEqual([["a:12", "b:3"]]);
  last().onHeard();
  says("b", 4);
  expect(b.onEvent).toHaveBeenCalledTimes(1);
  expect(a.onEvent).not.toHaveBeenCalled();
  expect(a.onStatus).toHaveBeenLastCalledWith("live");
});

test("a session more replaces the connection, and nobody hears of a break", () => {
  const follower = createFollower();
  const a = handlers();
  follower.follow("a", 1, a);
  vi.advanceTimersByTime(20);
  last().onHeard();
  says("a", 2);
  follower.follow("b", 7, handlers());
  vi.advanceTimersByTime(20);
  expect(open().map(({ asked }) => asked)).toEqual([["a:2", "b:7"]]);
  last().onHeard();
  expect(a.onStatus.mock.calls.map(([status]) => status)).toEqual(["connecting", "live"]);
});

test("one that joins later is told what it missed, and hears nothing that it has", () => {
  const follower = createFollower();
  follower.follow("a", 1, handlers());
  vi.advanceTimersByTime(20);
  last().onHeard();
  says("a", 2);
  says("a", 3);
  const behind = handlers();
  const ahead = handlers();
  follower.follow("a", 1, behind);
  follower.follow("a", 4, ahead);
  expect(behind.onMissed).toHaveBeenCalledWith(3);
  expect(behind.onStatus).toHaveBeenLastCalledWith("live");
  says("a", 4);
  expect(behind.onEvent).toHaveBeenCalledTimes(1);
  expect(ahead.onEvent).not.toHaveBeenCalled();
  says("a", 5);
  expect(ahead.onEvent).toHaveBeenCalledTimes(1);
  expect(connections).toHaveLength(1);
});

test("after a break each session goes on behind the last event that was heard", () => {
  const follower = createFollower();
  const a = handlers();
  const following = follower.follow("a", 12, a);
  vi.advanceTimersByTime(20);
  last().onHeard();
  says("a", 14);
  last().onEnd(null);
  expect(a.onStatus).toHaveBeenLastCalledWith("reconnecting");
  vi.advanceTimersByTime(500);
  expect(last().asked).toEqual(["a:14"]);
  expect(following.position()).toBe(14);
});

test("after three failures the state has to be polled, until a stream gets through again", () => {
  const follower = createFollower();
  const a = handlers();
  follower.follow("a", 1, a);
  vi.advanceTimersByTime(20);
  for (let failure = 0; failure < 3; failure += 1) {
    last().onEnd(502);
    vi.advanceTimersByTime(5_000);
  }
  expect(a.onStatus.mock.calls.map(([status]) => status)).toEqual([
    "connecting",
    "reconnecting",
    "polling",
  ]);
  last().onHeard();
  expect(a.onStatus).toHaveBeenLastCalledWith("live");
});

test("where proxies hold the stream back the state is polled within two seconds, for as long as they do", () => {
  const follower = createFollower();
  const a = handlers();
  follower.follow("a", 1, a);
  vi.advanceTimersByTime(20 + 2_000);
  expect(a.onStatus).toHaveBeenLastCalledWith("polling");
  const held = last();
  vi.advanceTimersByTime(60_000);
  expect(held.isOpen).toBe(false);
  expect(a.onStatus.mock.calls).toEqual([["connecting"], ["polling"]]);
  last().onHeard();
  expect(a.onStatus).toHaveBeenLastCalledWith("live");
});

test("a connection that fell silent is replaced; one with comments is not", () => {
  const follower = createFollower();
  const a = handlers();
  follower.follow("a", 1, a);
  vi.advanceTimersByTime(20);
  const first = last();
  first.onHeard();
  for (let n = 0; n < 8; n += 1) {
    vi.advanceTimersByTime(15_000);
    first.onHeard();
  }
  expect(first.isOpen).toBe(true);
  vi.advanceTimersByTime(46_000);
  expect(first.isOpen).toBe(false);
  expect(last().isOpen).toBe(true);
});

test("a device that slept connects again at once and asks for the state", () => {
  const follower = createFollower();
  const a = handlers();
  follower.follow("a", 1, a);
  vi.advanceTimersByTime(20);
  last().onHeard();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(connections).toHaveLength(2);
  expect(open()).toHaveLength(1);
  expect(a.onReset).toHaveBeenCalledTimes(1);
});

test("a look at the page replaces a doubtful connection, and does not wait out a pause", () => {
  const follower = createFollower();
  follower.follow("a", 1, handlers());
  vi.advanceTimersByTime(20);
  last().onHeard();
  follower.check();
  expect(connections).toHaveLength(1);
  vi.advanceTimersByTime(25_000);
  follower.check();
  expect(connections).toHaveLength(2);
  last().onEnd(null);
  follower.check();
  expect(connections).toHaveLength(3);
});

test("a reset moves the cursor and asks for the state; so does a session that is gone", () => {
  const follower = createFollower();
  const a = handlers();
  const following = follower.follow("a", 99, a);
  vi.advanceTimersByTime(20);
  const data = JSON.stringify({ session_id: "a", reason: "CURSOR_FROM_THE_FUTURE", cursor: 5 });
  last().onBlock({ event: "reset", data });
  expect(a.onReset).toHaveBeenCalledTimes(1);
  expect(following.position()).toBe(5);
  last().onBlock({ event: "missing", data: JSON.stringify({ session_id: "a" }) });
  last().onEnd(401);
  expect(a.onReset).toHaveBeenCalledTimes(3);
});

test("the connection ends with its last session, and lingers for one of several", () => {
  const follower = createFollower();
  const a = follower.follow("a", 1, handlers());
  const b = follower.follow("b", 1, handlers());
  vi.advanceTimersByTime(20);
  last().onHeard();
  a.stop();
  expect(connections).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  expect(last().asked).toEqual(["b:1"]);
  b.stop();
  vi.advanceTimersByTime(600_000);
  expect(open()).toEqual([]);
  expect(connections).toHaveLength(2);
});

test("pauses grow and stay below half a minute", () => {
  expect(pauseMs(1, 0)).toBe(500);
  expect(pauseMs(2, 0.999)).toBeLessThan(2_000);
  expect(pauseMs(50, 0.999)).toBeLessThan(30_000);
});
