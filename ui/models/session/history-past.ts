/** The book as it was at a version of its log: fetched, compared with now, and put back. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ApiClient } from "#shared/http/client.ts";
import type { PastState } from "#shared/http/past.ts";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { ask, type CommandRequest } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";
import type { StageDifference } from "./branches.ts";
import type { Fetched } from "./branches-map.ts";

export interface Past {
  readonly state: ReadonlySignal<Fetched<PastState>>;
  readonly load: () => Promise<void>;
}

export function createPast(
  session_id: string,
  version: number,
  client: ApiClient = pageClient(),
): Past {
  const state = signal<Fetched<PastState>>("loading");
  return {
    state,
    async load() {
      const result = await ask(
        client.GET("/api/v1/genesis/sessions/{session_id}/past", {
          params: { path: { session_id }, query: { version } },
        }),
      );
      state.value = result.outcome === "ok" ? result.body : "failed";
    },
  };
}

/** Stages whose text is another one than it was then, where something stood then. Pure. */
export function putBackable(differences: readonly StageDifference[]): readonly StageDifference[] {
  return differences.filter(({ theirs, different }) => theirs !== null && different.length > 0);
}

/** What would be opened again: the first of these that is confirmed, and what is confirmed behind it. */
export function reopened(now: SessionState, back: readonly StageDifference[]): readonly Stage[] {
  const first = back.find(({ stage }) => now.stages[stage].status === "CONFIRMED");
  if (first === undefined) return [];
  return STAGES.slice(STAGES.indexOf(first.stage)).filter(
    (stage) => now.stages[stage].status === "CONFIRMED",
  );
}

/**
 * The commands that put these stages back, in order: what is confirmed is opened again, then each has
 * the round that it had. Nothing is accepted by it: that is the writer's to say. Pure.
 */
export function stepsBack(
  now: SessionState,
  back: readonly StageDifference[],
): readonly CommandRequest[] {
  const [stage] = reopened(now, back);
  return [
    ...(stage === undefined ? [] : [{ command_type: "REOPEN_STAGE", payload: { stage } } as const]),
    ...back.flatMap(({ theirs }) =>
      theirs === null
        ? []
        : [
            {
              command_type: "SELECT_CANDIDATE",
              payload: { proposal_id: theirs.proposal_id, candidate_id: theirs.candidate_id },
            } as const,
          ],
    ),
  ];
}
