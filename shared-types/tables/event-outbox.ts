/** `event_outbox`: exactly one row a domain event, until the relay has published it. */
import { z } from "zod";
import { bigintColumn, integerColumn, textColumn, timestampColumn, uuidColumn } from "./columns.ts";
import { outboxStatus } from "../words.ts";

export const eventOutboxRow = z
  .object({
    outbox_id: bigintColumn,
    event_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    status: outboxStatus,
    attempts: integerColumn,
    next_attempt_at: timestampColumn.nullable(),
    last_error: textColumn.nullable(),
    created_at: timestampColumn,
    sent_at: timestampColumn.nullable(),
    version: integerColumn,
  })
  .meta({ id: "EventOutboxRow" });
