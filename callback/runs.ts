/** Resumes and starts runs in Prefect; each outcome has its own way on. Nothing here decides alone:
 * every step is a compare-and-set in the database, so that it may be done twice or be cut anywhere. */
import type { Logger } from "pino";
import type { Handles, Lease } from "./handles.ts";
import type { CallbackMetrics } from "./metrics.ts";
import type { PrefectClient } from "./prefect-client.ts";

export interface RunParts {
  readonly handles: Handles;
  readonly prefect: PrefectClient;
  readonly metrics: CallbackMetrics;
  readonly log: Logger;
}

export interface Runs {
  /** Gives a paused run its answer. The lease was taken by the caller. */
  resume(lease: Lease): Promise<void>;
  /** A new run for a session whose present one is of no use any more. */
  startNew(sessionId: string, presentEpoch: number): Promise<void>;
  /** Starts a run where the session has no owner, or one that will never come to the present wait. */
  ensureOwner(session: OwnedSession): Promise<void>;
}

export interface OwnedSession {
  readonly session_id: string;
  readonly run_epoch: number;
  readonly flow_run_id: string | null;
  /** The owner has not been heard of for so long that it counts as lost. */
  readonly is_stale: boolean;
  /** The owner may rightly be paused: the present wait's live handle is its own. */
  readonly may_be_paused: boolean;
}

const RETRY_AFTER_MS = 2_000;
const CONFLICT_RETRY_AFTER_MS = 1_000;
/** A run whose pause was set before its schema was saved: a moment later it is there. */
const SCHEMA_RETRIES = 5;

export function createRuns(parts: RunParts): Runs {
  const { handles, prefect, metrics, log } = parts;

  const resumed = async (lease: Lease) => {
    await handles.handleResumed(lease.correlation_id);
    await handles.wake("runs");
  };

  const resume = async (lease: Lease) => {
    const { handle_id, session_id, correlation_id, flow_run_id, attempts } = lease;
    const result = await prefect.resumeRun(flow_run_id, correlation_id, lease.payload);
    metrics.resumes.inc({ outcome: result.outcome });
    const fields = { session_id, correlation_id, flow_run_id, attempts, ...result };
    switch (result.outcome) {
      case "ACCEPTED":
        log.info(fields, "run resumed");
        return resumed(lease);
      case "AWAY":
        log.warn(fields, "Prefect did not answer the resume");
        // After a time-out the lease has to run out: Prefect may be at it.
        if (!result.may_have_happened) await handles.releaseLease(handle_id, RETRY_AFTER_MS);
        return;
      case "NOT_FOUND":
        log.warn(fields, "the paused run is gone");
        return startNew(session_id, lease.run_epoch);
      case "CONFLICT":
      case "ABORTED":
      case "REJECTED":
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
    return startNew(session_id, lease.run_epoch);
  };

  const startNew = async (sessionId: string, presentEpoch: number) => {
    const claim = await handles.claimRun(sessionId, presentEpoch);
    if (claim.outcome !== "CLAIMED") {
      metrics.runs.inc({ outcome: claim.outcome });
      return;
    }
    const { run_epoch, former_flow_run_id } = claim;
    const fields = { session_id: sessionId, run_epoch, former_flow_run_id };
    const created = await prefect.createRun(sessionId, run_epoch);
    metrics.runs.inc({ outcome: created.outcome });
    if (created.outcome === "AWAY") {
      log.warn({ ...fields, reason: created.reason }, "no run could be started yet");
      if (!created.may_have_happened) await handles.releaseRun(sessionId, run_epoch);
      return;
    }
    const { flow_run_id } = created;
    const isOwner = await handles.setRun(sessionId, run_epoch, flow_run_id);
    log.info({ ...fields, flow_run_id, is_owner: isOwner }, "run started");
    await handles.wake("runs");
    if (former_flow_run_id !== null) await prefect.cancelRun(former_flow_run_id);
  };

  const ensureOwner = async (session: OwnedSession) => {
    const { session_id, run_epoch, flow_run_id } = session;
    if (flow_run_id === null) return startNew(session_id, run_epoch);
    const run = await prefect.readRun(flow_run_id);
    if (run.outcome === "AWAY") return;
    if (run.outcome === "NOT_FOUND") return startNew(session_id, run_epoch);
    switch (run.state) {
      case "TERMINAL":
        return startNew(session_id, run_epoch);
      case "PAUSED":
        return session.may_be_paused ? undefined : startNew(session_id, run_epoch);
      case "RUNNING":
      case "PENDING":
        return session.is_stale ? startNew(session_id, run_epoch) : undefined;
      case "SCHEDULED":
        // It waits for a worker; one that missed the nudge gets another.
        return handles.wake("runs");
    }
  };

  return { resume, startNew, ensureOwner };
}
