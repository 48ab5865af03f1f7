/** `genesis_sessions`: one row a session; its row lock orders everything that happens to it. */
import { z } from "zod";
import {
  bigintColumn,
  bytesColumn,
  integerColumn,
  jsonArrayColumn,
  jsonObjectColumn,
  numericColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { language, sessionStatus, stageName } from "../words.ts";

export const genesisSessionsRow = z
  .object({
    session_id: uuidColumn,
    account_id: uuidColumn,
    title: textColumn,
    language: language,
    status: sessionStatus,
    current_stage: stageName,
    version: integerColumn,
    correlation_id: uuidColumn,
    answered_by: uuidColumn.nullable(),
    brief: jsonObjectColumn,
    flow_run_id: uuidColumn.nullable(),
    run_epoch: integerColumn,
    run_seen_at: timestampColumn.nullable(),
    novel_id: uuidColumn.nullable(),
    last_error: jsonObjectColumn.nullable(),
    input_tokens: bigintColumn,
    output_tokens: bigintColumn,
    cost_usd: numericColumn.nullable(),
    idempotency_key: textColumn.nullable(),
    request_hash: textColumn.nullable(),
    created_answer: jsonObjectColumn.nullable(),
    created_at: timestampColumn,
    updated_at: timestampColumn,
    /** Out of sight since then; erased after DELETION_GRACE_DAYS. */
    deleted_at: timestampColumn.nullable(),
    /** The book's budget; null: none. */
    limit_usd: numericColumn.nullable(),
    spent_usd: numericColumn,
    /** [{question_id, stage, question, answer}], in the order of the answers. */
    answers: jsonArrayColumn,
    archived_at: timestampColumn.nullable(),
    /** Books of one world share it, and number from 1; null: in no series. */
    series_id: uuidColumn.nullable(),
    series_number: integerColumn.nullable(),
    /** The hash of the newest event, which the next is chained to. */
    log_hash: bytesColumn.nullable(),
    branch_of_session: uuidColumn.nullable(),
    branch_of_version: integerColumn.nullable(),
    /** The first session of all these branches. */
    branch_root: uuidColumn.nullable(),
  })
  .meta({ id: "GenesisSessionsRow" });
