/** `GET …/past`: the book as it was at a version of its log. */
import { z } from "zod";
import { timestamp, uuid } from "../formats.ts";
import { brief, stageState } from "../session/state.ts";
import { language, sessionStatus, stageName } from "../words.ts";

const pastStage = stageState.omit({ kept_text: true, usage: true }).meta({ id: "PastStage" });

export const pastState = z
  .object({
    session_id: uuid,
    version: z.int().min(1),
    /** When that version was written. */
    at: timestamp,
    title: z.string(),
    language,
    status: sessionStatus,
    current_stage: stageName,
    brief,
    archived_at: timestamp.nullable(),
    stages: z.object({
      CONCEPT_SELECTION: pastStage,
      STORY_CONCEPTION: pastStage,
      WORLDVIEW: pastStage,
      CHARACTERS: pastStage,
      PLOT_OUTLINE: pastStage,
    }),
  })
  .meta({ id: "PastState" });

export type PastState = z.infer<typeof pastState>;
