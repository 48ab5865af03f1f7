/** What the SQL functions of waits, handles and runs answer. */
import { z } from "zod";
import { handleStatus } from "../words.ts";

/** A paused run whose answer is to be given, held for 15 s. */
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
  z.object({ outcome: z.literal("START"), run_epoch: z.int(), flow_run_id: z.uuid().nullable() }),
  z.object({ outcome: z.literal("DUPLICATE") }),
  z.object({ outcome: z.literal("ENDED") }),
]);
const unsettledCommand = z.object({
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
      status: handleStatus.exclude(["EXPIRED"]),
      is_answered: z.boolean(),
      flow_run_id: z.uuid().nullable(),
    })
    .nullable(),
});
const unsettledPause = z.object({
  handle_id: z.uuid(),
  session_id: z.uuid(),
  correlation_id: z.uuid(),
  flow_run_id: z.uuid(),
  run_epoch: z.int(),
  is_answered: z.boolean(),
  age_ms: z.number(),
});
/** What ended a command; MOVED: it is not as it was seen any more. */
const givenUp = z.object({ outcome: z.enum(["FAILED", "REFUSED", "MOVED"]) });

export const WAIT_ANSWERS = {
  register_wait: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("PAUSE"), handle_id: z.uuid() }),
    z.object({
      outcome: z.literal("ANSWERED"),
      /** Of the answer. */
      payload: z.looseObject({ command_id: z.uuid() }),
    }),
    z.object({ outcome: z.literal("REFUSED") }),
  ]),
  new_wait: z.object({ correlation_id: z.uuid() }),
  is_wait_over: z.boolean(),
  handle_paused: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("PAUSED") }),
    z.object({
      outcome: z.literal("RESUME"),
      handle_id: z.uuid(),
      session_id: z.uuid(),
      flow_run_id: z.uuid(),
    }),
    z.object({ outcome: z.literal("NONE") }),
  ]),
  handle_resumed: z.object({ outcome: z.enum(["RESUMED", "NONE"]) }),
  deliver_answer: delivered,
  repeat_answer: delivered,
  take_resumes: z.array(lease),
  claim_run: z.discriminatedUnion("outcome", [
    z.object({
      outcome: z.literal("CLAIMED"),
      run_epoch: z.int(),
      former_flow_run_id: z.uuid().nullable(),
    }),
    z.object({ outcome: z.literal("LOST") }),
    z.object({ outcome: z.literal("IDLE") }),
    z.object({ outcome: z.literal("OUTDATED") }),
  ]),
  set_run: z.object({ outcome: z.enum(["SET", "LOST"]) }),
  abandoned_runs: z.array(z.uuid()),
  orphaned_runs: z.array(z.uuid()),
  left_runs: z.array(z.uuid()),
  give_up_pending: givenUp,
  reap_command: givenUp,
  unsettled_work: z.object({
    commands: z.array(unsettledCommand),
    pauses: z.array(unsettledPause),
  }),
} as const;

export type Lease = z.infer<typeof lease>;
export type DeliverOutcome = z.infer<typeof delivered>;
export type ClaimOutcome = z.infer<typeof WAIT_ANSWERS.claim_run>;
export type UnsettledCommand = z.infer<typeof unsettledCommand>;
export type UnsettledPause = z.infer<typeof unsettledPause>;
