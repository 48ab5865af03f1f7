/** What the SQL functions of a session's run and of a command's generation answer. */
import { z } from "zod";
import { commandStatus, endpointRule, language, stageName } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

/** The command had ended, or a newer run took it over. */
const refused = z.object({ outcome: z.literal("REFUSED"), status: commandStatus.nullish() });
const outcomes = <const O extends readonly [string, ...string[]]>(...names: O) =>
  z.object({ outcome: z.enum(names) });

/** A writer's own model: its row. */
const ownModel = z.looseObject({
  account_id: z.uuid(),
  base_url: z.string(),
  endpoint_rule: endpointRule,
});

const begun = z.object({
  outcome: z.literal("STARTED"),
  attempt: z.int(),
  traceparent: z.string().nullable(),
  command: z.looseObject({
    command_id: z.uuid(),
    command_type: commandType,
    stage: stageName,
    payload: z.record(z.string(), z.unknown()),
    locked: z.array(z.string()),
  }),
  own_model: ownModel.nullable(),
  /** Of a replay: the model that writes instead of the configured ones. */
  replay_model: z.string().nullable(),
  /** What the prompt is made of, with contents. */
  context: z.looseObject({
    session_id: z.uuid(),
    language,
    wanted: z.int(),
    round_titles: z.array(z.string()),
    /** Of concepts in the account's other books. */
    elsewhere_titles: z.array(z.string()),
    finished: z.array(
      z.looseObject({
        candidate_index: z.int(),
        content: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

export const GENERATION_ANSWERS = {
  session_step: z.discriminatedUnion("step", [
    z.object({ step: z.literal("END") }),
    z.object({ step: z.literal("WAIT"), correlation_id: z.uuid() }),
    z.object({ step: z.literal("GENERATE"), command_id: z.uuid() }),
  ]),
  begin_command: z.discriminatedUnion("outcome", [begun, refused]),
  report_progress: outcomes("REPORTED", "REFUSED"),
  write_partial: outcomes("WRITTEN", "REFUSED"),
  save_finished: outcomes("SAVED", "REFUSED", "TOO_LARGE"),
  record_proposal: z.discriminatedUnion("outcome", [
    z.object({
      outcome: z.literal("RECORDED"),
      proposal_id: z.uuid(),
      correlation_id: z.uuid(),
    }),
    refused,
    z.object({ outcome: z.literal("TOO_LARGE") }),
  ]),
  fail_command: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("FAILED") }),
    refused,
  ]),
  beat_command: z.object({ status: z.enum([...commandStatus.options, "SUPERSEDED"]) }),
  /** command_id → status. */
  command_statuses: z.record(z.string(), commandStatus),
  command_budget: z
    .object({
      limit_usd: z.number().nullable(),
      spent_usd: z.number().nullable(),
      is_spent: z.boolean(),
    })
    .nullable(),
  learnt_capabilities: z.object({ mode: z.string(), dropped: z.array(z.string()) }).nullable(),
  record_call: outcomes("RECORDED", "REPEATED", "NOT_FOUND"),
} as const;
