/** `genesis_stages` and `genesis_proposals`: what the session's log amounts to, stage by stage. */
import { z } from "zod";
import {
  bigintColumn,
  integerColumn,
  jsonArrayColumn,
  jsonObjectColumn,
  numericColumn,
  textColumn,
  timestampColumn,
  uuidColumn,
} from "./columns.ts";
import { stageName, stageStatus } from "../words.ts";

export const genesisStagesRow = z
  .object({
    session_id: uuidColumn,
    stage: stageName,
    account_id: uuidColumn,
    status: stageStatus,
    accepted_proposal_id: uuidColumn.nullable(),
    accepted_candidate_id: uuidColumn.nullable(),
    accepted_at: timestampColumn.nullable(),
    working_proposal_id: uuidColumn.nullable(),
    working_candidate_id: uuidColumn.nullable(),
    working_locked: jsonArrayColumn,
    working_version: integerColumn,
    /** By stage: what of it this one was built on. */
    stale_because: jsonObjectColumn.nullable(),
    kept_text: textColumn.nullable(),
    proposal_count: integerColumn,
    input_tokens: bigintColumn,
    output_tokens: bigintColumn,
    cost_usd: numericColumn.nullable(),
    /** Ids of every round that was ever accepted. */
    accepted_rounds: jsonArrayColumn,
    /** What is accepted and chosen, in lower case, for the search; null where a branch shares it. */
    says: textColumn.nullable(),
  })
  .meta({ id: "GenesisStagesRow" });

export const genesisProposalsRow = z
  .object({
    proposal_id: uuidColumn,
    session_id: uuidColumn,
    account_id: uuidColumn,
    stage: stageName,
    round: integerColumn,
    /** Null where the round is another session's as well, which has them. */
    candidates: jsonArrayColumn.nullable(),
    origin: jsonObjectColumn,
    command_id: uuidColumn.nullable(),
    created_at: timestampColumn,
    /** Of the contents' shape. */
    content_version: integerColumn,
  })
  .meta({ id: "GenesisProposalsRow" });
