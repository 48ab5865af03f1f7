/**
 * The reconciler and reaper: looks for answers without a resume, pauses whose hook was lost, and
 * commands that nobody is working on, and brings each of them on or to its end.
 */
import type { Logger } from "pino";
import type { CallbackConfig } from "./config.ts";
import type { UnsettledCommand, UnsettledPause } from "#shared/answers/waits.ts";
import type { Handles } from "./handles.ts";
import type { CallbackMetrics } from "./metrics.ts";
import type { PrefectClient } from "./prefect-client.ts";
import type { Runs } from "./runs.ts";
import { Staleness } from "./staleness.ts";

export interface ReconcilerParts {
  readonly config: CallbackConfig;
  readonly handles: Handles;
  readonly prefect: PrefectClient;
  readonly runs: Runs;
  readonly metrics: CallbackMetrics;
  readonly log: Logger;
  /** Runs work behind the sweep, a few at a time. */
  readonly spawn: (name: string, work: () => Promise<void>) => void;
}

export interface Waiting {
  /** How long the writer waits who has waited longest without a run at work; 0: nobody does. */
  readonly longestMs: number;
}

export interface Reconciler {
  /** Stored answers whose lease is free: cheap, done on every wake. */
  resumeStored(): Promise<void>;
  /** Everything. `isPrefectUp`: whether Prefect's health answered just now. */
  run(isPrefectUp: boolean): Promise<Waiting>;
  /** The database was away: what was seen before proves nothing. */
  forget(): void;
}

const BATCH = 50;

export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { config, handles, prefect, runs, metrics, log, spawn } = parts;
  const maxGapMs = 3 * config.sweepIntervalMs + config.prefectTimeoutMs;
  const silent = new Staleness({
    staleAfterMs: config.staleAfterMs,
    confirmMs: config.staleConfirmMs,
    maxGapMs,
  });
  const unbegun = new Staleness({
    staleAfterMs: config.receivedTimeoutMs,
    confirmMs: config.receivedTimeoutConfirmMs,
    maxGapMs,
  });

  const resumeStored = async () => {
    for (const lease of await handles.takeResumes(BATCH)) {
      spawn(`resume ${lease.handle_id}`, () => runs.resume(lease));
    }
  };

  /** The state hook was lost, or the run died on its way to the pause. */
  const settlePause = async (pause: UnsettledPause) => {
    const { session_id, correlation_id, flow_run_id } = pause;
    const run = await prefect.readRun(flow_run_id);
    if (run.outcome === "AWAY") return;
    const isPaused = run.outcome === "FOUND" && run.state === "PAUSED";
    if (isPaused && run.pause_key === correlation_id) {
      log.info({ session_id, correlation_id, flow_run_id }, "pause found by the reconciler");
      await handles.handlePaused(correlation_id, flow_run_id);
      return resumeStored();
    }
    // Paused by somebody else's hand, it is at no wait of its own and hears no answer.
    const isGone = run.outcome === "NOT_FOUND" || run.state === "TERMINAL" || isPaused;
    if (isGone && pause.is_answered) {
      const outcome = await runs.startNew(pause);
      if (outcome === "OUTDATED") await handles.expireHandle(pause.handle_id);
      return;
    }
    // Nobody answered, and nobody will be there to hear it: the next command starts a run.
    if (isGone || (!pause.is_answered && pause.age_ms > config.pauseTimeoutMs)) {
      await handles.expireHandle(pause.handle_id);
    }
  };

  const repeat = async (command: UnsettledCommand) => {
    const result = await handles.repeatAnswer(command.command_id);
    metrics.answers.inc({ outcome: `REPEATED_${result.outcome}` });
    log.info({ ...idsOf(command), outcome: result.outcome }, "answer repeated");
    if (result.outcome === "RESUME") {
      await handles.releaseLease(result.handle_id, 0);
      await resumeStored();
    }
  };

  const ensureOwner = (command: UnsettledCommand, isStale: boolean) =>
    runs.ensureOwner({
      session_id: command.session_id,
      run_epoch: command.run_epoch,
      correlation_id: command.correlation_id,
      flow_run_id: command.flow_run_id,
      is_stale: isStale,
      may_be_paused:
        command.status === "RECEIVED" &&
        (command.handle?.status === "PENDING_PAUSE" || command.handle?.status === "PAUSED") &&
        command.handle.flow_run_id === command.flow_run_id,
    });

  const settleReceived = async (command: UnsettledCommand, isStale: boolean) => {
    const { handle } = command;
    if (handle === null || !handle.is_answered) {
      if (command.age_ms > config.repeatAfterMs) await repeat(command);
      return;
    }
    // A paused run with its answer is resumeStored's.
    if (handle.status === "PAUSED" || command.is_starting) return;
    await ensureOwner(command, isStale);
  };

  const settleProcessing = async (command: UnsettledCommand, isStale: boolean) => {
    if (command.is_starting || (!isStale && command.silent_ms < config.suspectAfterMs)) return;
    if (command.attempts >= config.maxAttempts) {
      if (!isStale) return;
      return reap(
        command,
        "WORKER_LOST",
        "The generation was lost several times; please try again.",
      );
    }
    await ensureOwner(command, isStale);
  };

  const reap = async (
    command: UnsettledCommand,
    code: "WORKER_LOST" | "TIMED_OUT",
    message: string,
  ) => {
    if (!(await handles.reapCommand(command, code, message))) return;
    metrics.reaped.inc({ code });
    log.error(
      { ...idsOf(command), code, attempts: command.attempts },
      "command ended by the reaper",
    );
    await handles.wake("events", command.session_id);
  };

  return {
    resumeStored,
    forget() {
      silent.forget();
      unbegun.forget();
    },
    async run(isPrefectUp) {
      const { commands, pauses } = await handles.unsettledWork(config.sweepGraceMs, BATCH);
      const stale = silent.look(
        commands.map((c) => ({
          key: c.command_id,
          beat: `${c.run_epoch} ${c.beat_at}`,
          ageMs: c.silent_ms,
        })),
      );
      const received = commands.filter((c) => c.status === "RECEIVED");
      const overdue = unbegun.look(
        received.map((c) => ({ key: c.command_id, beat: "", ageMs: c.age_ms })),
      );
      // Prefect away is waited for: nobody can begin anything meanwhile.
      const waits = commands.map((c) => (c.status === "RECEIVED" ? c.age_ms : c.silent_ms));
      const waiting = { longestMs: Math.max(0, ...waits) };
      if (!isPrefectUp) {
        unbegun.forget();
        return waiting;
      }
      await resumeStored();
      for (const pause of pauses) spawn(`pause ${pause.handle_id}`, () => settlePause(pause));
      for (const command of commands) {
        const isStale = stale.has(command.command_id);
        spawn(`command ${command.command_id}`, () => {
          if (command.status === "PROCESSING") return settleProcessing(command, isStale);
          return overdue.has(command.command_id)
            ? reap(command, "TIMED_OUT", "Nothing took this up in time; please try again.")
            : settleReceived(command, isStale);
        });
      }
      return waiting;
    },
  };
}

function idsOf(command: UnsettledCommand) {
  const { command_id, session_id, correlation_id, flow_run_id, run_epoch } = command;
  return { command_id, session_id, correlation_id, flow_run_id, run_epoch };
}
