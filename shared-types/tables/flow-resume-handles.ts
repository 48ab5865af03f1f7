/** `flow_resume_handles`: how a paused flow run is found and resumed; one live row a wait. */
import { z } from "zod";
import {
  integerColumn,
  jsonObjectColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { handleStatus, pausedBy } from "../words.ts";

export const flowResumeHandlesRow = z
  .object({
    handle_id: uuidColumn,
    correlation_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    flow_run_id: uuidColumn.nullable(),
    task_run_id: uuidColumn.nullable(),
    pause_key: textColumn.nullable(),
    status: handleStatus,
    command_id: uuidColumn.nullable(),
    resume_payload: jsonObjectColumn.nullable(),
    lease_until: timestampColumn.nullable(),
    attempts: integerColumn,
    paused_by: pausedBy.nullable(),
    created_at: timestampColumn,
    paused_at: timestampColumn.nullable(),
    resumed_at: timestampColumn.nullable(),
    updated_at: timestampColumn,
    expires_at: timestampColumn.nullable(),
  })
  .meta({ id: "FlowResumeHandlesRow" });
