import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DomainEvent } from "#shared/events/events.ts";
import type { Follower, StreamHandlers } from "./follower.ts";
import type { TabMessage, WorkerMessage } from "./messages.ts";
import { createTabServer } from "./serve-tabs.ts";
import { createSharedFollower } from "./shared-follower.ts";

/** A follower that only keeps what is followed. */
class FakeFollower implements Follower {
  readonly followed: { session_id: string; after: number; handlers: StreamHandlers }[] = [];
  checks = 0;
  isShared = () => false;
  follow = (session_id: string, after: number, handlers: StreamHandlers) => {
    const entry = { session_id, after, handlers };
    this.followed.push(entry);
    return {
      position: () => after,
      stop: () => void this.followed.splice(this.followed.indexOf(entry), 1),
    };
  };
  check = () => {
    this.checks += 1;
  };
}

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

function event(version: number): DomainEvent {
  return {
    event_id: "e",
    event_type: "genesis.proposal.ready",
    version,
    occurred_at: "2026-01-01T00:00:00Z",
    command_id: null,
    correlation_id: null,
    payload: {},
  };
}

let worker: FakeFollower;
let server: ReturnType<typeof createTabServer>;

beforeEach(() => {
  vi.useFakeTimers();
  worker = new FakeFollower();
  server = createTabServer(worker);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A tab of the worker; what it says while it is frozen is lost. */
function openTab(options: { readonly worksWithout?: true } = {}) {
  const own = new FakeFollower();
  let isFrozen = false;
  let toWorker: (message: TabMessage) => void = () => {};
  const shared = createSharedFollower({
    port: {
      postMessage: (message) => {
        if (!isFrozen) toWorker(structuredClone(message));
      },
      listen(toTab) {
        if (options.worksWithout) return;
        server.connect({
          postMessage: (message: WorkerMessage) => toTab(structuredClone(message)),
          listen: (onMessage) => {
            toWorker = onMessage;
          },
        });
      },
    },
    ownFollower: () => own,
  });
  return {
    own,
    shared,
    freeze(frozen: boolean) {
      isFrozen = frozen;
    },
  };
}

test("tabs hear their sessions through the worker, and only theirs", () => {
  const first = handlers();
  const second = handlers();
  openTab().shared.follow("a", 1, first);
  const following = openTab().shared.follow("b", 5, second);
  expect(worker.followed.map(({ session_id, after }) => [session_id, after])).toEqual([
    ["a", 1],
    ["b", 5],
  ]);
  worker.followed[1]?.handlers.onEvent(event(6));
  worker.followed[1]?.handlers.onStatus("live");
  worker.followed[1]?.handlers.onMissed(9);
  worker.followed[1]?.handlers.onReset();
  expect(second.onEvent).toHaveBeenCalledWith(event(6));
  expect(second.onStatus).toHaveBeenLastCalledWith("live");
  expect(second.onMissed).toHaveBeenCalledWith(9);
  expect(second.onReset).toHaveBeenCalledTimes(1);
  expect(following.position()).toBe(9);
  expect(first.onEvent).not.toHaveBeenCalled();
});

test("what a tab leaves is left, and a look at it reaches the worker", () => {
  const { shared } = openTab();
  const following = shared.follow("a", 1, handlers());
  shared.check();
  expect(worker.checks).toBe(1);
  expect(shared.isShared()).toBe(true);
  following.stop();
  expect(worker.followed).toEqual([]);
});

test("a tab that crashed is let go of; one that only slept follows again from where it was", () => {
  const crashed = openTab();
  crashed.shared.follow("a", 1, handlers());
  const heard = handlers();
  const sleeper = openTab();
  sleeper.shared.follow("b", 1, heard);
  worker.followed[1]?.handlers.onEvent(event(2));
  crashed.freeze(true);
  sleeper.freeze(true);
  vi.advanceTimersByTime(200_000);
  server.sweep();
  expect(worker.followed).toEqual([]);
  sleeper.freeze(false);
  vi.advanceTimersByTime(20_000);
  expect(worker.followed.map(({ session_id, after }) => [session_id, after])).toEqual([["b", 2]]);
  expect(heard.onReset).toHaveBeenCalled();
});

test("a tab that is alive is kept, however quiet its session is", () => {
  openTab().shared.follow("a", 1, handlers());
  for (let minute = 0; minute < 10; minute += 1) {
    vi.advanceTimersByTime(60_000);
    server.sweep();
  }
  expect(worker.followed).toHaveLength(1);
});

test("without a worker the tab follows by itself, what it follows already included", () => {
  const { shared, own } = openTab({ worksWithout: true });
  const following = shared.follow("a", 3, handlers());
  vi.advanceTimersByTime(5_000);
  expect(shared.isShared()).toBe(false);
  shared.follow("b", 4, handlers());
  shared.check();
  expect(own.followed.map(({ session_id, after }) => [session_id, after])).toEqual([
    ["a", 3],
    ["b", 4],
  ]);
  expect(own.checks).toBe(1);
  following.stop();
  expect(own.followed).toHaveLength(1);
});
