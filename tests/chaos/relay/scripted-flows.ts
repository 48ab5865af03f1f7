/**
 * Plays the runs of a ScriptedPrefect: does by the same SQL functions what the flow and its worker do
 * (flows/genesis_flows/flow.py, wait.py), without a model. It waits for a database that is away.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AnsweredFunction } from "#shared/answers/service-answers.ts";
import { type Argument, createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { pause } from "#runtime/work/pause.ts";
import type { ScriptedPrefect, ScriptedRun } from "../../integration/callback/scripted-prefect.ts";
import { conceptContent } from "../../integration/edge/contents.ts";

const parameters = z.object({ session_id: z.uuid(), run_epoch: z.int() });
const step = z.discriminatedUnion("step", [
  z.object({ step: z.literal("END") }),
  z.object({ step: z.literal("WAIT"), correlation_id: z.uuid() }),
  z.object({ step: z.literal("GENERATE"), command_id: z.uuid() }),
]);
const registered = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("PAUSE") }),
  z.object({ outcome: z.literal("REFUSED") }),
  z.object({ outcome: z.literal("ANSWERED"), payload: z.looseObject({ command_id: z.uuid() }) }),
]);
const outcome = z.looseObject({ outcome: z.string() });
const begun = z.discriminatedUnion("outcome", [
  z.looseObject({ outcome: z.literal("REFUSED") }),
  z.looseObject({
    outcome: z.literal("STARTED"),
    context: z.looseObject({ wanted: z.int() }),
  }),
]);

const ORIGIN = {
  kind: "sample",
  model: null,
  prompt_version: null,
  input_tokens: 0,
  output_tokens: 0,
  cost_usd: 0,
};
const LOOK_EVERY_MS = 20;
const TRY_AGAIN_AFTER_MS = 200;

export interface ScriptedFlows extends AsyncDisposable {
  /** What the database said last that it could not do; null where there was nothing. */
  lastFault(): string | null;
  stop(): Promise<void>;
}

export function playFlows(prefect: ScriptedPrefect, databaseUrl: string): ScriptedFlows {
  const database = createServiceDatabase({
    url: databaseUrl,
    applicationName: "genesis scripted flows",
    maxConnections: 6,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
  });
  const stopping = new AbortController();
  const playing = new Set<Promise<void>>();
  let fault: string | null = null;

  const call = async <T>(
    shape: z.ZodType<T>,
    name: AnsweredFunction,
    ...args: readonly Argument[]
  ): Promise<T> => {
    for (;;) {
      stopping.signal.throwIfAborted();
      try {
        return shape.parse(await database.call(name, ...args));
      } catch (error) {
        fault = `${name}: ${String(error)}`;
        await pause(TRY_AGAIN_AFTER_MS, stopping.signal);
      }
    }
  };

  /** Until the run pauses or ends. */
  const play = async (run: ScriptedRun) => {
    const { session_id, run_epoch } = parameters.parse(run.parameters);
    const isCancelled = () => run.state === "CANCELLED";
    for (let idle = 0; !isCancelled(); ) {
      const next = await call(step, "session_step", session_id, run_epoch, run.id);
      if (isCancelled()) return;
      if (next.step === "END") {
        run.state = "COMPLETED";
        return;
      }
      const command =
        next.step === "GENERATE"
          ? next.command_id
          : await waitFor(run, session_id, run_epoch, next.correlation_id);
      if (run.state === "PAUSED") return;
      if (command !== null && (await generate(run, run_epoch, command))) idle = 0;
      else await pause(Math.min(20 * 2 ** idle++, 2_000), stopping.signal);
    }
  };

  /** The command that answered; null where none did: the run is paused then, or looks again. */
  const waitFor = async (
    run: ScriptedRun,
    session: string,
    epoch: number,
    correlation: string,
  ): Promise<string | null> => {
    const answer = await call(
      registered,
      "register_wait",
      session,
      epoch,
      correlation,
      run.id,
      randomUUID(),
      correlation,
    );
    if (answer.outcome === "ANSWERED") return answer.payload.command_id;
    if (answer.outcome === "REFUSED" || run.state === "CANCELLED") return null;
    // Prefect refuses to pause twice with one key.
    if (run.responses.has(`suspended-${correlation}-response`)) {
      await call(z.unknown(), "new_wait", session, epoch, correlation);
      return null;
    }
    run.pauseKey = correlation;
    run.state = "PAUSED";
    const paused = await call(outcome, "handle_paused", correlation, run.id, "hook");
    if (paused.outcome === "RESUME") await call(z.unknown(), "wake", "events");
    return null;
  };

  const generate = async (run: ScriptedRun, epoch: number, command: string): Promise<boolean> => {
    const start = await call(begun, "begin_command", command, epoch, run.id);
    if (start.outcome === "REFUSED") return false;
    const contents = Array.from({ length: start.context.wanted }, (_, index) =>
      JSON.stringify(conceptContent(`Concept ${index + 1}`)),
    );
    await call(
      outcome,
      "record_proposal",
      command,
      epoch,
      `[${contents.join(",")}]`,
      JSON.stringify(ORIGIN),
      "[]",
    );
    await call(z.unknown(), "wake", "events");
    return true;
  };

  const look = async () => {
    while (!stopping.signal.aborted) {
      for (const run of prefect.runs.values()) {
        if (run.state !== "SCHEDULED") continue;
        run.state = "RUNNING";
        const played = play(run)
          .catch(() => undefined)
          .finally(() => playing.delete(played));
        playing.add(played);
      }
      await pause(LOOK_EVERY_MS, stopping.signal);
    }
  };
  const looking = look();
  const stop = async () => {
    stopping.abort();
    await looking;
    await Promise.all(playing);
    await database.stop();
  };
  return { lastFault: () => fault, stop, [Symbol.asyncDispose]: stop };
}
