/** What the races do again and again, and what they look at. */
import { expect } from "vitest";
import type { Callback } from "../../../callback/start-callback.ts";
import type { GatedRequest } from "../../provision/http-gate.ts";
import type { SessionFixture } from "../sql/session-fixture.ts";
import { RaceStudio, type Wait, eventually } from "./race-studio.ts";

export type RaceActs = ReturnType<typeof raceActs>;

/** @param studio, callback: once they have started */
export function raceActs(studio: () => RaceStudio, callback: () => Callback) {
  /** A session whose run is paused on its second wait. */
  async function pausedSession(): Promise<{ session: SessionFixture; wait: Wait }> {
    const session = await studio().session();
    await callback().handle(await studio().ask(session, "REQUEST_INSPIRATION"));
    await studio().hasSettled(session, 1);
    return { session, wait: await studio().waitIn(session, "PAUSED") };
  }

  const answer = (session: SessionFixture) => studio().ask(session, "REGENERATE_PROPOSAL");
  const resumeOf = (wait: Wait) => (request: GatedRequest) =>
    request.path.endsWith(`/flow_runs/${wait.flow_run_id}/resume`);
  /** Keeps the reconciler from seeing that the run is paused. */
  const blind = (flowRunId: string) =>
    studio().callbackGate.answer(
      ({ method, path }) => method === "GET" && path.endsWith(`/flow_runs/${flowRunId}`),
      () => ({ status: 503, body: "{}" }),
    );
  const resumesOf = (wait: Wait) => studio().callbackGate.seen.filter(resumeOf(wait)).length;

  /** Each sweep asks for Prefect's health first. */
  function sweepCount(): number {
    return studio().callbackGate.seen.filter((request) => request.path.endsWith("/health")).length;
  }

  async function sweeps(count: number): Promise<void> {
    const before = sweepCount();
    await eventually(() => expect(sweepCount()).toBeGreaterThan(before + count));
  }
  return { pausedSession, answer, resumeOf, blind, resumesOf, sweepCount, sweeps };
}
