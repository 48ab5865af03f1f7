/** A paused run that is resumed twice at once, or is not there any more. */
import { expect, it } from "vitest";
import type { Callback } from "../../../callback/start-callback.ts";
import { askPrefect } from "../../provision/prefect-api.ts";
import { RaceStudio } from "./race-studio.ts";
import type { RaceActs } from "./race-acts.ts";

export function replacedRunCases(
  studio: () => RaceStudio,
  callback: () => Callback,
  { pausedSession, answer, resumeOf }: RaceActs,
): void {
  it("two resumes of one run at once leave one answer and the same run", async () => {
    const { session, wait } = await pausedSession();
    const resume = studio().callbackGate.hold("request", resumeOf(wait));
    const message = await answer(session);
    await callback().handle(message);
    await resume.arrived;
    // As a callback would whose lease ran out in the middle of its call.
    const { correlation_id, command_id, event_type } = message;
    const payload = JSON.stringify({
      ...{ correlation_id, command_id, event_type },
      session_id: session.session,
    });
    const second = studio().post(`/flow_runs/${wait.flow_run_id}/resume`, {
      run_input: { correlation_id, payload },
    });
    resume.release();
    await second;
    await studio().hasSettled(session, 2);
    expect(await studio().waitIn(session, "PAUSED")).toMatchObject({
      flow_run_id: wait.flow_run_id,
      run_epoch: wait.run_epoch,
    });
  });

  it("a paused run that crashed is replaced by a new one, which finds the answer", async () => {
    const { session, wait } = await pausedSession();
    await studio().post(`/flow_runs/${wait.flow_run_id}/set_state`, {
      state: { type: "CRASHED" },
      force: true,
    });
    await callback().handle(await answer(session));
    await studio().hasSettled(session, 2);
    expect(await studio().waitIn(session, "PAUSED")).toMatchObject({
      run_epoch: wait.run_epoch + 1,
    });
  });

  it("a paused run that Prefect has lost is replaced by a new one, which finds the answer", async () => {
    const { session, wait } = await pausedSession();
    await askPrefect(studio().prefect, `/flow_runs/${wait.flow_run_id}`, { method: "DELETE" });
    expect(await studio().run(wait.flow_run_id)).toBeNull();
    await callback().handle(await answer(session));
    await studio().hasSettled(session, 2);
    const next = await studio().waitIn(session, "PAUSED");
    expect(next.run_epoch).toBe(wait.run_epoch + 1);
    expect(next.flow_run_id).not.toBe(wait.flow_run_id);
  });
}
