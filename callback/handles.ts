/** The SQL functions of waits, answers and runs, typed. They decide; everything else here asks. */
import { z } from "zod";
import type { FailureCode } from "#shared/http/error-codes.ts";
import { type ServiceDatabase } from "#runtime/postgres/service-database.ts";
import type { ListedRun } from "./prefect-client.ts";

const lease = z.object({
  handle_id: z.uuid(),
  session_id: z.uuid(),
  correlation_id: z.uuid(),
  flow_run_id: z.uuid(),
  run_epoch: z.int(),
  attempts: z.int(),
  payload: z.record(z.string(), z.unknown()),
});
/** The cache had named the right handle, or the table was looked into. */
const foundBy = z.enum(["CACHE", "TABLE"]);
const delivered = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("RESUME"),
    handle_id: z.uuid(),
    correlation_id: z.uuid(),
    flow_run_id: z.uuid(),
    run_epoch: z.int(),
    found_by: foundBy,
  }),
  z.object({ outcome: z.literal("STORED"), found_by: foundBy }),
  z.object({
    outcome: z.literal("START"),
    run_epoch: z.int(),
    flow_run_id: z.uuid().nullable(),
  }),
  z.object({ outcome: z.literal("DUPLICATE") }),
  z.object({ outcome: z.literal("ENDED") }),
]);
const claimed = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("CLAIMED"),
    run_epoch: z.int(),
    former_flow_run_id: z.uuid().nullable(),
  }),
  z.object({ outcome: z.literal("LOST") }),
  z.object({ outcome: z.literal("IDLE") }),
  z.object({ outcome: z.literal("OUTDATED") }),
]);
const command = z.object({
  command_id: z.uuid(),
  session_id: z.uuid(),
  status: z.enum(["RECEIVED", "PROCESSING"]),
  run_epoch: z.int(),
  flow_run_id: z.uuid().nullable(),
  correlation_id: z.uuid(),
  is_starting: z.boolean(),
  attempts: z.int(),
  beat_at: z.string(),
  age_ms: z.number(),
  silent_ms: z.number(),
  handle: z
    .object({
      handle_id: z.uuid(),
      correlation_id: z.uuid(),
      status: z.enum(["WAITING", "PENDING_PAUSE", "PAUSED", "RESUMED"]),
      is_answered: z.boolean(),
      flow_run_id: z.uuid().nullable(),
    })
    .nullable(),
});
const pause = z.object({
  handle_id: z.uuid(),
  session_id: z.uuid(),
  correlation_id: z.uuid(),
  flow_run_id: z.uuid(),
  run_epoch: z.int(),
  is_answered: z.boolean(),
  age_ms: z.number(),
});
const unsettled = z.object({ commands: z.array(command), pauses: z.array(pause) });
const outcomeOnly = z.object({ outcome: z.string() });

/** A paused run whose answer is to be given, held for 15 s. */
export type Lease = z.infer<typeof lease>;
export type DeliverOutcome = z.infer<typeof delivered>;
export type ClaimOutcome = z.infer<typeof claimed>;
export type UnsettledCommand = z.infer<typeof command>;
export type UnsettledPause = z.infer<typeof pause>;

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
  /** Of these runs, those that work for nobody any more. */
  orphanedRuns(runs: readonly ListedRun[]): Promise<readonly string[]>;
  releaseRun(sessionId: string, runEpoch: number): Promise<void>;
  /** Ends what is pending where that run can never be started. True where something was ended. */
  giveUpPending(sessionId: string, runEpoch: number, message: string): Promise<boolean>;
  unsettledWork(graceMs: number, limit: number): Promise<z.infer<typeof unsettled>>;
  /** True where the command was ended. */
  reapCommand(
    seen: UnsettledCommand,
    code: "WORKER_LOST" | "TIMED_OUT",
    message: string,
  ): Promise<boolean>;
  wake(channel: "events" | "runs"): Promise<void>;
}

export function createHandles(database: ServiceDatabase): Handles {
  const ms = (duration: number) => `${duration} milliseconds`;
  return {
    async deliverAnswer(answer, handleId) {
      const { session_id, correlation_id, command_id } = answer;
      return delivered.parse(
        await database.call(
          "deliver_answer",
          session_id,
          correlation_id,
          command_id,
          answer,
          handleId,
        ),
      );
    },
    async repeatAnswer(commandId) {
      return delivered.parse(await database.call("repeat_answer", commandId));
    },
    async takeResumes(limit) {
      return z.array(lease).parse(await database.call("take_resumes", limit));
    },
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
    async claimRun(sessionId, expectedEpoch, correlationId) {
      return claimed.parse(
        await database.call("claim_run", sessionId, expectedEpoch, correlationId),
      );
    },
    async setRun(sessionId, runEpoch, flowRunId) {
      const answer = await database.call("set_run", sessionId, runEpoch, flowRunId);
      return outcomeOnly.parse(answer).outcome === "SET";
    },
    async abandonedRuns(sessionId) {
      return z.array(z.uuid()).parse(await database.call("abandoned_runs", sessionId));
    },
    async orphanedRuns(runs) {
      return z.array(z.uuid()).parse(await database.call("orphaned_runs", JSON.stringify(runs)));
    },
    async releaseRun(sessionId, runEpoch) {
      await database.call("release_run", sessionId, runEpoch);
    },
    async giveUpPending(sessionId, runEpoch, message) {
      const code: FailureCode = "EVENT_UNDELIVERABLE";
      const answer = await database.call("give_up_pending", sessionId, runEpoch, code, message);
      return outcomeOnly.parse(answer).outcome === "FAILED";
    },
    async unsettledWork(graceMs, limit) {
      return unsettled.parse(await database.call("unsettled_work", ms(graceMs), limit));
    },
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
      return outcomeOnly.parse(answer).outcome === "FAILED";
    },
    async wake(channel) {
      await database.call("wake", channel);
    },
  };
}
