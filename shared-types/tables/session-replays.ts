/** `session_replays`: generations of a session that run again in a branch of it, on another model. */
import { z } from "zod";
import {
  bigintColumn,
  integerColumn,
  jsonObjectColumn,
  textColumn,
  uuidColumn,
} from "./columns.ts";
import { replayStatus } from "../words.ts";

export const sessionReplaysRow = z
  .object({
    session_id: uuidColumn,
    account_id: uuidColumn,
    source_session_id: uuidColumn,
    model: textColumn,
    status: replayStatus,
    /** The source's version that is reached, and the last that is repeated. */
    at_version: integerColumn,
    until_version: integerColumn,
    generations_done: integerColumn,
    generations_total: integerColumn,
    /** The source's round that the pending command repeats. */
    awaited_proposal_id: uuidColumn.nullable(),
    /** What the source's rounds are here: {proposal_id: {proposal_id, candidate_ids}}. */
    rounds: jsonObjectColumn,
    /** What its account may store; null: no quota. */
    max_stored: bigintColumn.nullable(),
  })
  .meta({ id: "SessionReplaysRow" });
