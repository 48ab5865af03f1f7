import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStream, pauseMs, type StreamHandlers, type StreamSource } from "./stream.ts";

/** An EventSource that is driven by hand. */
class FakeSource implements StreamSource {
  static readonly all: FakeSource[] = [];
  readyState = 0;
  readonly url: string;
  readonly #listeners = new Map<string, (message: MessageEvent<string>) => void>();
  constructor(url: string) {
    this.url = url;
    FakeSource.all.push(this);
  }
  addEventListener(type: string, listener: (message: MessageEvent<string>) => void) {
    this.#listeners.set(type, listener);
  }
  close() {
    this.readyState = 2;
  }
  opens() {
    this.readyState = 1;
    this.says("open", {});
  }
  /** For good, as after an answer that is no stream; else the browser tries again. */
  fails(forGood: boolean) {
    this.readyState = forGood ? 2 : 0;
    this.says("error", {});
  }
  says(type: string, data: object) {
    this.#listeners.get(type)?.(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

function handlers() {
  return {
    onEvent: vi.fn<StreamHandlers["onEvent"]>(),
    onProgress: vi.fn<StreamHandlers["onProgress"]>(),
    onDelta: vi.fn<StreamHandlers["onDelta"]>(),
    onReset: vi.fn<StreamHandlers["onReset"]>(),
    onStatus: vi.fn<StreamHandlers["onStatus"]>(),
  };
}

function opened(after: number) {
  const heard = handlers();
  const stream = createStream(
    {
      url: (version) => `/stream?after=${version}`,
      open: (url) => new FakeSource(url),
      random: () => 0,
    },
    heard,
  );
  stream.start(after);
  return { stream, heard };
}

beforeEach(() => {
  FakeSource.all.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("exactly one stream is open, behind the state's cursor", () => {
  const { stream } = opened(12);
  expect(FakeSource.all.map((source) => source.url)).toEqual(["/stream?after=12"]);
  stream.stop();
  expect(FakeSource.all[0]?.readyState).toBe(2);
});

test("after a break the stream goes on behind the last event that was heard", () => {
  const { stream, heard } = opened(12);
  FakeSource.all[0]?.opens();
  FakeSource.all[0]?.says("genesis.proposal.ready", {
    version: 14,
    event_type: "genesis.proposal.ready",
  });
  expect(heard.onEvent).toHaveBeenCalledTimes(1);
  FakeSource.all[0]?.fails(true);
  vi.advanceTimersByTime(500);
  expect(FakeSource.all.map((source) => source.url)).toEqual([
    "/stream?after=12",
    "/stream?after=14",
  ]);
  stream.stop();
});

test("while the browser reconnects by itself, no second stream is opened", () => {
  const { stream, heard } = opened(1);
  FakeSource.all[0]?.opens();
  FakeSource.all[0]?.fails(false);
  vi.advanceTimersByTime(60_000);
  expect(FakeSource.all).toHaveLength(1);
  expect(heard.onStatus).toHaveBeenLastCalledWith("reconnecting");
  stream.stop();
});

test("after three failures the state has to be polled, until a stream opens again", () => {
  const { stream, heard } = opened(1);
  for (let failure = 0; failure < 3; failure += 1) {
    FakeSource.all.at(-1)?.fails(true);
    vi.advanceTimersByTime(30_000);
  }
  expect(heard.onStatus.mock.calls.map(([status]) => status)).toEqual([
    "connecting",
    "reconnecting",
    "reconnecting",
    "polling",
  ]);
  FakeSource.all.at(-1)?.opens();
  expect(heard.onStatus).toHaveBeenLastCalledWith("live");
  stream.stop();
});

test("a reset moves the cursor and asks for the state", () => {
  const { stream, heard } = opened(99);
  FakeSource.all[0]?.says("reset", { reason: "from the future", cursor: 5 });
  expect(heard.onReset).toHaveBeenCalledTimes(1);
  expect(stream.position()).toBe(5);
  stream.stop();
});

test("pauses grow and stay below half a minute", () => {
  expect(pauseMs(1, 0)).toBe(500);
  expect(pauseMs(2, 0.999)).toBeLessThan(2_000);
  expect(pauseMs(50, 0.999)).toBeLessThan(30_000);
});
