import { expect, test, vi } from "vitest";
import type { SessionState } from "#shared/session/state.ts";
import { fakeState } from "../../testing/fake-state.ts";
import type { ApiResult } from "../browser/api.ts";
import { createStateSource } from "./state-source.ts";

const at = (version: number): SessionState => ({ ...fakeState("en"), version, cursor: version });
const ok = (version: number): ApiResult<SessionState> => ({
  outcome: "ok",
  status: 200,
  body: at(version),
});

/** Requests that are answered by hand, in any order. */
function byHand() {
  const waiting: ((result: ApiResult<SessionState>) => void)[] = [];
  const fetchState = vi.fn(
    () => new Promise<ApiResult<SessionState>>((resolve) => waiting.push(resolve)),
  );
  return {
    fetchState,
    answer: async (result: ApiResult<SessionState>) => {
      waiting.shift()?.(result);
      // Lets everything that waits for the answer run.
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}

test("there are never two requests at once, and calls meanwhile become one more", async () => {
  const { fetchState, answer } = byHand();
  const source = createStateSource(fetchState, () => {});
  void source.refresh();
  void source.refresh();
  source.heard(3);
  expect(fetchState).toHaveBeenCalledTimes(1);
  await answer(ok(1));
  expect(fetchState).toHaveBeenCalledTimes(2);
  await answer(ok(3));
  expect(fetchState).toHaveBeenCalledTimes(2);
  expect(source.state.value?.version).toBe(3);
  source.stop();
});

test("an older answer never replaces a newer state", async () => {
  const { fetchState, answer } = byHand();
  const source = createStateSource(fetchState, () => {});
  source.take(at(7));
  void source.refresh();
  await answer(ok(5));
  expect(source.state.value?.version).toBe(7);
  source.stop();
});

test("an event that the state already has asks for nothing", () => {
  const { fetchState } = byHand();
  const source = createStateSource(fetchState, () => {});
  source.take(at(7));
  source.heard(7);
  expect(fetchState).not.toHaveBeenCalled();
  source.stop();
});

test("a state that cannot be had keeps the last one and says that nobody answers", async () => {
  const { fetchState, answer } = byHand();
  const source = createStateSource(fetchState, () => {});
  source.take(at(2));
  void source.refresh();
  await answer({ outcome: "unreachable" });
  expect(source.away.value).toBe(true);
  expect(source.state.value?.version).toBe(2);
  source.stop();
});

test("another account's book and one that never was look the same", async () => {
  const { fetchState, answer } = byHand();
  const source = createStateSource(fetchState, () => {});
  void source.refresh();
  await answer({
    outcome: "refused",
    problem: {
      status: 404,
      code: "NOT_FOUND",
      detail: null,
      issues: [],
      retry_after_seconds: null,
    },
  });
  expect(source.opening.value).toBe("not_found");
  source.stop();
});

test("an answer that never comes is given up, and asked for again", async () => {
  vi.useFakeTimers();
  try {
    const asked: AbortSignal[] = [];
    const source = createStateSource(
      (signal) => {
        asked.push(signal);
        if (asked.length > 1) return Promise.resolve(ok(4));
        return new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve({ outcome: "unreachable" }));
        });
      },
      () => {},
    );
    void source.refresh();
    source.heard(4);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(source.state.value?.version).toBe(4);
    source.stop();
  } finally {
    vi.useRealTimers();
  }
});
