/** `…/branches`: a session that goes on from a version of another, and the map of them. */
import { z } from "zod";
import { MAX_VERSION } from "./http.ts";
import { timestamp, uuid } from "../formats.ts";
import { branchOf, replay, usage } from "../session/state.ts";
import { text } from "../text.ts";
import { sessionStatus, stageName } from "../words.ts";

export const branchRequest = z
  .object({
    /** The last version of the first session's log that the new one has. */
    version: z.int().min(1).max(MAX_VERSION),
    title: text(200).optional(),
    /** A model on which the generations after that version run again. */
    replay_with: text(200).optional(),
  })
  .strict()
  .meta({ id: "BranchRequest" });

export const branchList = z
  .object({
    /** The session, all its branches, and all that it is a branch of, oldest first. */
    branches: z.array(
      z.object({
        session_id: uuid,
        title: z.string(),
        status: sessionStatus,
        current_stage: stageName,
        version: z.int(),
        branch_of: branchOf.nullable(),
        replay: replay.nullable(),
        usage,
        created_at: timestamp,
        updated_at: timestamp,
      }),
    ),
  })
  .meta({ id: "BranchList" });

export type BranchList = z.infer<typeof branchList>;
