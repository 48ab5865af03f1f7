/** `domain_events`: the log; versions of a session are gapless, from 1. */
import { z } from "zod";
import {
  bytesColumn,
  integerColumn,
  jsonObjectColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { eventType } from "../words.ts";

export const domainEventsRow = z
  .object({
    event_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    version: integerColumn,
    event_type: eventType,
    payload_version: integerColumn,
    payload: jsonObjectColumn,
    command_id: uuidColumn.nullable(),
    correlation_id: uuidColumn.nullable(),
    occurred_at: timestampColumn,
    traceparent: textColumn.nullable(),
    /** What UNDO and REDO would take after it: versions of this log. */
    undo_version: integerColumn.nullable(),
    redo_version: integerColumn.nullable(),
    /** Its link of the log's hash chain; null: written by a release that had none. */
    hash: bytesColumn.nullable(),
  })
  .meta({ id: "DomainEventsRow" });
