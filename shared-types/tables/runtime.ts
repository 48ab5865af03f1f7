/** `part_heartbeats` and `generation_partials`: what is going on now; losing it loses nothing. */
import { z } from "zod";
import {
  bigintColumn,
  booleanColumn,
  integerColumn,
  jsonObjectColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { partStatus } from "../words.ts";

export const partHeartbeatsRow = z
  .object({
    part: textColumn,
    instance_id: textColumn,
    status: partStatus,
    detail: textColumn.nullable(),
    info: jsonObjectColumn,
    seen_at: timestampColumn,
  })
  .meta({ id: "PartHeartbeatsRow" });

export const generationPartialsRow = z
  .object({
    command_id: uuidColumn,
    candidate_index: integerColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    attempt: integerColumn,
    text: textColumn,
    updated_at: timestampColumn,
  })
  .meta({ id: "GenerationPartialsRow" });

/** A window in which a book is open now. */
export const sessionWindowsRow = z
  .object({
    account_id: uuidColumn,
    session_id: uuidColumn,
    window_id: uuidColumn,
    sign_in_id: uuidColumn.nullable(),
    device: textColumn.nullable(),
    stage: textColumn.nullable(),
    is_editing: booleanColumn,
    seen_at: timestampColumn,
  })
  .meta({ id: "SessionWindowsRow" });

/** The running parts' logins; the owner's alone to read. */
export const databaseLoginsRow = z
  .object({ kind: textColumn, login: textColumn, password: textColumn })
  .meta({ id: "DatabaseLoginsRow" });

/** What a session stores, up to a version of it; the relay's. */
export const sessionSizesRow = z
  .object({
    session_id: uuidColumn,
    version: integerColumn,
    bytes: bigintColumn,
    is_behind: booleanColumn,
    material_bytes: bigintColumn,
  })
  .meta({ id: "SessionSizesRow" });
