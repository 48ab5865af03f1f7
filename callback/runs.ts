/**
 * Resumes and starts runs in Prefect; each outcome has its own way on. Nothing here decides alone:
 * every step is a compare-and-set in the database, so that it may be done twice or be cut anywhere.
 */
import type { Logger } from "pino";
import type { HandleCache } from "./handle-cache.ts";
import type { ClaimOutcome, Lease } from "#shared/answers/waits.ts";
import type { Handles } from "./handles.ts";
import type { Tracer } from "#runtime/trace/tracer.ts";
import type { CallbackMetrics } from "./metrics.ts";
import type { PrefectClient } from "./prefect-client.ts";
import { RunNudge } from "./run-nudge.ts";

export interface RunParts {
  readonly handles: Handles;
  readonly cache: HandleCache;
  readonly prefect: PrefectClient;
  readonly metrics: CallbackMetrics;
  readonly log: Logger;
  readonly tracer: Tracer;
}

export interface Runs {
  /** Gives a paused run its answer. The lease was taken by the caller. */
  resume(lease: Lease): Promise<void>;
  /** A new run for a session whose present one is of no use any more. */
  startNew(wait: PresentWait): Promise<ClaimOutcome["outcome"]>;
  /**
   * Starts a run where the session has no owner, or one that will never come to the present wait.
   * `UNDECIDED`: the owner is at work somewhere; it may come, or pause on a wait that is over.
   */
  ensureOwner(session: OwnedSession): Promise<"SETTLED" | "UNDECIDED">;
  /** Ends runs that are paused on a wait that is over. Best effort: such a run does nothing. */
  letGo(sessionId: string): Promise<void>;
}

/** What a decision was made about: a claim fails where any of it has changed. */
export interface PresentWait {
  readonly session_id: string;
  readonly run_epoch: number;
  readonly correlation_id: string;
  /** Of the answer that needs the run, where it is at hand. */
  readonly traceparent?: string | null;
}

export interface OwnedSession extends PresentWait {
  readonly flow_run_id: string | null;
  /** The owner has not been heard of for so long that it counts as lost. */
  readonly is_stale: boolean;
  /** The owner may rightly be paused: the present wait's live handle is its own. */
  readonly may_be_paused: boolean;
}

/** So long workers are not woken for a run while other answers are on their way to Prefect. */
const MAX_HOLD_MS = 500;
const RETRY_AFTER_MS = 2_000;
const CONFLICT_RETRY_AFTER_MS = 1_000;
/** A run whose pause was set before its schema was saved: a moment later it is there. */
const SCHEMA_RETRIES = 5;

const CREATE_TRIES = 3;
const NEVER_STARTED = "The command could not be started. Nothing was lost; please try again.";

export function createRuns(parts: RunParts): Runs {
  /** Refused starts by session, of this process. */
  const refusals = new Map<string, number>();
  const { handles, cache, prefect, metrics, log, tracer } = parts;

  const nudge = new RunNudge(
    () =>
      handles
        .wake("runs")
        .catch((error: unknown) => log.debug({ err: error }, "workers not woken; they poll")),
    MAX_HOLD_MS,
  );

  const resumed = async (lease: Lease) => {
    await handles.handleResumed(lease.correlation_id);
    nudge.want();
    await cache.forget(lease.correlation_id);
  };

  /** The paused run never takes its answer: the session gets another, where it still needs one. */
  const replaced = async (lease: Lease) => {
    const outcome = await startNew(lease);
    // That answer only moved a run on to a wait that the session has left behind.
    if (outcome === "OUTDATED") await handles.expireHandle(lease.handle_id);
  };

  const isGone = async (flowRunId: string) =>
    (await prefect.readRun(flowRunId)).outcome === "NOT_FOUND";

  const resume = async (lease: Lease) => {
    const { handle_id, session_id, correlation_id, flow_run_id, attempts } = lease;
    const startMs = Date.now();
    const result = await prefect.resumeRun(flow_run_id, correlation_id, lease.payload);
    const traceparent = lease.payload["traceparent"];
    tracer.record({
      name: "resume run",
      kind: "client",
      traceparent: typeof traceparent === "string" ? traceparent : null,
      startMs,
      endMs: Date.now(),
      attributes: { "prefect.flow_run_id": flow_run_id, "genesis.outcome": result.outcome },
    });
    metrics.resumes.inc({ outcome: result.outcome });
    const fields = { session_id, correlation_id, flow_run_id, attempts, ...result };
    switch (result.outcome) {
      case "ACCEPTED":
        log.info(fields, "run resumed");
        return resumed(lease);
      case "AWAY":
        log.warn(fields, "Prefect did not answer the resume");
        // Prefect 3.8 answers 500 to a resume of a run that it does not have.
        if (result.may_have_happened && (await isGone(flow_run_id))) return replaced(lease);
        // After a time-out the lease has to run out: Prefect may be at it.
        if (!result.may_have_happened) await handles.releaseLease(handle_id, RETRY_AFTER_MS);
        return;
      case "NOT_FOUND":
        log.warn(fields, "the paused run is gone");
        return replaced(lease);
      case "CONFLICT":
      case "ABORTED":
      case "REJECTED":
      case "REFUSED":
        break;
    }
    // Prefect took an answer to this wait before, or it will never take this one.
    const hasResponse = await prefect.hasResponse(flow_run_id, correlation_id);
    if (hasResponse === true) {
      log.info(fields, "run was resumed before");
      return resumed(lease);
    }
    if (hasResponse !== false) return handles.releaseLease(handle_id, RETRY_AFTER_MS);
    const isTooEarly =
      result.outcome === "REJECTED" &&
      result.reason.includes("schema not found") &&
      attempts < SCHEMA_RETRIES;
    if (result.outcome === "CONFLICT" || isTooEarly) {
      return handles.releaseLease(handle_id, CONFLICT_RETRY_AFTER_MS);
    }
    log.warn(fields, "the paused run does not take its answer");
    return replaced(lease);
  };

  /** Tried again, since a release may be half rolled out; then the command ends with a word. */
  const refused = async (wait: PresentWait, runEpoch: number, reason: string) => {
    const { session_id } = wait;
    const tries = (refusals.get(session_id) ?? 0) + 1;
    const fields = { session_id, run_epoch: runEpoch, reason, tries };
    if (tries < CREATE_TRIES) {
      refusals.set(session_id, tries);
      log.warn(fields, "Prefect refused to start a run");
      return handles.releaseRun(session_id, runEpoch);
    }
    refusals.delete(session_id);
    log.error(fields, "Prefect will never start this run: its command is ended");
    if (await handles.giveUpPending(session_id, runEpoch, NEVER_STARTED)) {
      metrics.deadLetters.inc({ reason: "RUN_REFUSED" });
    }
    await handles.releaseRun(session_id, runEpoch);
    await handles.wake("events", session_id);
  };

  const startNew = async (wait: PresentWait) => {
    const { session_id } = wait;
    const claim = await handles.claimRun(session_id, wait.run_epoch, wait.correlation_id);
    if (claim.outcome !== "CLAIMED") {
      metrics.runs.inc({ outcome: claim.outcome });
      return claim.outcome;
    }
    const { run_epoch, former_flow_run_id } = claim;
    const fields = { session_id, run_epoch, former_flow_run_id };
    const startMs = Date.now();
    const created = await prefect.createRun(session_id, run_epoch, wait.traceparent ?? null);
    tracer.record({
      name: "start run",
      kind: "client",
      traceparent: wait.traceparent ?? null,
      startMs,
      endMs: Date.now(),
      attributes: { "genesis.session_id": session_id, "genesis.outcome": created.outcome },
    });
    metrics.runs.inc({ outcome: created.outcome });
    if (created.outcome === "REFUSED") {
      await refused(wait, run_epoch, created.reason);
      return claim.outcome;
    }
    refusals.delete(session_id);
    if (created.outcome === "AWAY") {
      log.warn({ ...fields, reason: created.reason }, "no run could be started yet");
      if (!created.may_have_happened) await handles.releaseRun(session_id, run_epoch);
      return claim.outcome;
    }
    const { flow_run_id } = created;
    const isOwner = await handles.setRun(session_id, run_epoch, flow_run_id);
    log.info({ ...fields, flow_run_id, is_owner: isOwner }, "run started");
    nudge.want();
    if (former_flow_run_id !== null) await prefect.cancelRun(former_flow_run_id);
    return claim.outcome;
  };

  const ensureOwner = async (session: OwnedSession) => {
    const started = async () => {
      await startNew(session);
      return "SETTLED" as const;
    };
    if (session.flow_run_id === null) return started();
    const run = await prefect.readRun(session.flow_run_id);
    if (run.outcome === "AWAY") return "UNDECIDED";
    if (run.outcome === "NOT_FOUND") return started();
    switch (run.state) {
      case "TERMINAL":
        return started();
      case "PAUSED":
        return session.may_be_paused ? "SETTLED" : started();
      case "RUNNING":
      case "PENDING":
        return session.is_stale ? started() : "UNDECIDED";
      case "SCHEDULED":
        if (run.is_out_of_reach) return started();
        // It waits for a worker; one that missed the nudge gets another.
        nudge.want();
        return "SETTLED";
    }
  };

  const letGo = async (sessionId: string) => {
    for (const flowRunId of await handles.abandonedRuns(sessionId)) {
      const run = await prefect.readRun(flowRunId);
      if (run.outcome === "FOUND" && run.state === "PAUSED") await prefect.cancelRun(flowRunId);
    }
  };

  return {
    resume: (lease) => nudge.during(() => resume(lease)),
    startNew,
    ensureOwner,
    letGo,
  };
}
