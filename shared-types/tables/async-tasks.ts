/** `async_tasks`: the background work of a command, with its progress and heartbeat. */
import { z } from "zod";
import {
  integerColumn,
  jsonArrayColumn,
  jsonObjectColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { stageName, taskStatus } from "../words.ts";

export const asyncTasksRow = z
  .object({
    command_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    stage: stageName,
    status: taskStatus,
    progress: integerColumn,
    message_code: textColumn.nullable(),
    candidates_done: integerColumn,
    candidates_total: integerColumn,
    finished: jsonArrayColumn,
    origin: jsonObjectColumn.nullable(),
    attempts: integerColumn,
    heartbeat_at: timestampColumn.nullable(),
    flow_run_id: uuidColumn.nullable(),
    error: jsonObjectColumn.nullable(),
    created_at: timestampColumn,
    started_at: timestampColumn.nullable(),
    finished_at: timestampColumn.nullable(),
  })
  .meta({ id: "AsyncTasksRow" });
