/** `command_inbox`: every accepted command, from RECEIVED to its end. */
import { z } from "zod";
import {
  booleanColumn,
  integerColumn,
  jsonObjectColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { commandStatus, stageName } from "../words.ts";

export const commandInboxRow = z
  .object({
    command_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    command_type: textColumn,
    payload: jsonObjectColumn,
    status: commandStatus,
    is_background: booleanColumn,
    stage: stageName,
    version: integerColumn,
    correlation_id: uuidColumn.nullable(),
    result: jsonObjectColumn.nullable(),
    idempotency_key: textColumn.nullable(),
    request_hash: textColumn.nullable(),
    run_epoch: integerColumn.nullable(),
    error: jsonObjectColumn.nullable(),
    received_at: timestampColumn,
    started_at: timestampColumn.nullable(),
    finished_at: timestampColumn.nullable(),
  })
  .meta({ id: "CommandInboxRow" });
