/** The SQL functions of waits, answers and runs, typed. They decide; everything else here asks. */
import type { FailureCode } from "#shared/failure-codes.ts";
import { type ServiceDatabase } from "#runtime/postgres/service-database.ts";
import type {
  ClaimOutcome,
  DeliverOutcome,
  Lease,
  UnsettledCommand,
  UnsettledPause,
} from "#shared/answers/waits.ts";
import type { ListedRun } from "./prefect-runs.ts";

/** What answers a wait; the big things stay in the database. */
export interface Answer extends Readonly<Record<string, unknown>> {
  readonly correlation_id: string;
  readonly command_id: string;
  readonly event_type: string;
  readonly session_id: string;
  /** The trace that the answer belongs to, which the flow goes on with. */
  readonly traceparent: string | null;
}

export interface Handles {
  /** @param handleId where a cache says that the handle is */
  deliverAnswer(answer: Answer, handleId: string | null): Promise<DeliverOutcome>;
  repeatAnswer(commandId: string): Promise<DeliverOutcome>;
  takeResumes(limit: number): Promise<readonly Lease[]>;
  releaseLease(handleId: string, afterMs: number): Promise<void>;
  handlePaused(correlationId: string, flowRunId: string): Promise<void>;
  handleResumed(correlationId: string): Promise<void>;
  expireHandle(handleId: string): Promise<void>;
  claimRun(sessionId: string, expectedEpoch: number, correlationId: string): Promise<ClaimOutcome>;
  /** False where a newer run took over meanwhile. */
  setRun(sessionId: string, runEpoch: number, flowRunId: string): Promise<boolean>;
  /** Runs that may still be paused on a wait that is over. */
  abandonedRuns(sessionId: string): Promise<readonly string[]>;
  /** Paused runs whose wait was expired in the last so long, and that are not their session's. */
  leftRuns(sinceMs: number): Promise<readonly string[]>;
  /** Of these runs, those that work for nobody any more. */
  orphanedRuns(runs: readonly ListedRun[]): Promise<readonly string[]>;
  releaseRun(sessionId: string, runEpoch: number): Promise<void>;
  /** Ends what is pending where that run can never be started. True where something was ended. */
  giveUpPending(sessionId: string, runEpoch: number, message: string): Promise<boolean>;
  unsettledWork(
    graceMs: number,
    limit: number,
  ): Promise<{
    readonly commands: readonly UnsettledCommand[];
    readonly pauses: readonly UnsettledPause[];
  }>;
  /** True where the command was ended. */
  reapCommand(
    seen: UnsettledCommand,
    code: "WORKER_LOST" | "TIMED_OUT",
    message: string,
  ): Promise<boolean>;
  /** @param session whom it is about; absent: any */
  wake(channel: "events" | "runs", session?: string): Promise<void>;
}

/** Of a round; what is beyond it is found page by page. */
const MOST_LEFT = 1_000;

export function createHandles(database: ServiceDatabase): Handles {
  const ms = (duration: number) => `${duration} milliseconds`;
  return {
    async deliverAnswer(answer, handleId) {
      const { session_id, correlation_id, command_id } = answer;
      return database.call(
        "deliver_answer",
        session_id,
        correlation_id,
        command_id,
        answer,
        handleId,
      );
    },
    repeatAnswer: (commandId) => database.call("repeat_answer", commandId),
    takeResumes: (limit) => database.call("take_resumes", limit),
    async releaseLease(handleId, afterMs) {
      await database.call("release_lease", handleId, ms(afterMs));
    },
    async handlePaused(correlationId, flowRunId) {
      await database.call("handle_paused", correlationId, flowRunId, "reconciler");
    },
    async handleResumed(correlationId) {
      await database.call("handle_resumed", correlationId);
    },
    async expireHandle(handleId) {
      await database.call("expire_handle", handleId);
    },
    claimRun: (sessionId, expectedEpoch, correlationId) =>
      database.call("claim_run", sessionId, expectedEpoch, correlationId),
    async setRun(sessionId, runEpoch, flowRunId) {
      const answer = await database.call("set_run", sessionId, runEpoch, flowRunId);
      return answer.outcome === "SET";
    },
    abandonedRuns: (sessionId) => database.call("abandoned_runs", sessionId),
    leftRuns: (sinceMs) => database.call("left_runs", ms(Math.ceil(sinceMs)), MOST_LEFT),
    orphanedRuns: (runs) => database.call("orphaned_runs", JSON.stringify(runs)),
    async releaseRun(sessionId, runEpoch) {
      await database.call("release_run", sessionId, runEpoch);
    },
    async giveUpPending(sessionId, runEpoch, message) {
      const code: FailureCode = "EVENT_UNDELIVERABLE";
      const answer = await database.call("give_up_pending", sessionId, runEpoch, code, message);
      return answer.outcome === "FAILED";
    },
    unsettledWork: (graceMs, limit) => database.call("unsettled_work", ms(graceMs), limit),
    async reapCommand(seen, code, message) {
      const { command_id, status, beat_at } = seen;
      const answer = await database.call(
        "reap_command",
        command_id,
        status,
        beat_at,
        code,
        message,
      );
      return answer.outcome === "FAILED";
    },
    async wake(channel, session = "") {
      await database.call("wake", channel, session);
    },
  };
}
