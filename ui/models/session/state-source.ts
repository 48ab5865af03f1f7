/**
 * The session's state as last heard: never two requests at once, never an older version over a newer.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { coalesced } from "#runtime/work/coalesced.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { ApiResult } from "../browser/api.ts";
import { pauseMs } from "../stream/pause.ts";

/** For an answer: a connection that is half gone gives none for minutes, and what is asked next waits for it. */
const ANSWER_MS = 30_000;

export type Opening = "loading" | "ready" | "not_found" | "signed_out" | "unreachable";

export interface StateSource {
  readonly state: ReadonlySignal<SessionState | null>;
  readonly opening: ReadonlySignal<Opening>;
  /** Whether the last request found nobody. */
  readonly away: ReadonlySignal<boolean>;
  /** Asks for the state; calls while one request is under way become one more request after it. */
  readonly refresh: () => Promise<void>;
  /** An event of `version` was heard: asks until the state has it. */
  readonly heard: (version: number) => void;
  /** Takes a state that came by another way, such as the answer to a POST. */
  readonly take: (state: SessionState) => void;
  readonly stop: () => void;
}

/** A later state replaces an earlier one; of equal versions the newer answer wins (progress). */
function newerState(before: SessionState | null, next: SessionState): SessionState {
  return before !== null && next.version < before.version ? before : next;
}

export function createStateSource(
  fetchState: (signal: AbortSignal) => Promise<ApiResult<SessionState>>,
  onState: (state: SessionState) => void,
): StateSource {
  const state = signal<SessionState | null>(null);
  const opening = signal<Opening>("loading");
  const away = signal(false);
  let newestHeard = 0;
  let failures = 0;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const take = (next: SessionState): void => {
    const taken = newerState(state.value, next);
    if (taken !== next) return;
    state.value = next;
    opening.value = "ready";
    onState(next);
  };

  const again = (): void => {
    failures += 1;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void refresh(), pauseMs(failures, Math.random()));
  };

  const fetching = coalesced(async () => {
    if (isStopped) return;
    const tooLong = new AbortController();
    const limit = setTimeout(() => tooLong.abort(), ANSWER_MS);
    const result = await fetchState(tooLong.signal).finally(() => clearTimeout(limit));
    if (isStopped) return;
    away.value = result.outcome === "unreachable" || (result.outcome === "ok" && !!result.isKept);
    if (result.outcome === "ok") {
      take(result.body);
      if (result.isKept) return again();
      failures = 0;
      // An answer that left before the event that was heard meanwhile.
      if (result.body.version < newestHeard) again();
    } else if (result.outcome === "refused") {
      opening.value = result.problem.status === 401 ? "signed_out" : "not_found";
    } else {
      if (state.value === null) opening.value = "unreachable";
      again();
    }
  });

  const refresh = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    return fetching.ask();
  };

  return {
    state,
    opening,
    away,
    refresh,
    take,
    heard(version) {
      newestHeard = Math.max(newestHeard, version);
      if ((state.value?.version ?? 0) < version) void refresh();
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
