/** `model_calls`: every call of a model, failed ones too; what proposals, budgets and sums are counted from. And what its endpoint takes. */
import { z } from "zod";
import {
  bigintColumn,
  jsonArrayColumn,
  numericColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { callOutcome, stageName } from "../words.ts";

/** What an endpoint was found not to take; a worker's own, about no account. */
export const modelCapabilitiesRow = z
  .object({
    /** SHA-256 of its address. */
    endpoint: textColumn,
    model: textColumn,
    mode: textColumn,
    dropped: jsonArrayColumn,
    learnt_at: timestampColumn,
  })
  .meta({ id: "ModelCapabilitiesRow" });

export const modelCallsRow = z
  .object({
    call_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    command_id: uuidColumn,
    stage: stageName,
    model: textColumn.nullable(),
    host: textColumn.nullable(),
    outcome: callOutcome,
    input_tokens: bigintColumn.nullable(),
    output_tokens: bigintColumn.nullable(),
    /** Of input_tokens. */
    cached_tokens: bigintColumn.nullable(),
    /** Of output_tokens. */
    reasoning_tokens: bigintColumn.nullable(),
    /** Null: not known; 0: free. */
    cost_usd: numericColumn.nullable(),
    /** What the budget counts. */
    counted_usd: numericColumn,
    ended_at: timestampColumn,
  })
  .meta({ id: "ModelCallsRow" });
