/** What a writer has chosen at a version of the log, without any text: what UNDO and REDO set. */
import { z } from "zod";
import { uuid } from "../formats.ts";
import { brief, candidateIds, working } from "../session/state.ts";
import { sessionStatus, stageName, stageStatus } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

/** A time of PostgreSQL's, to the microsecond, UTC without saying so. */
const moment = z.iso.datetime({ local: true });

const stageChoices = z
  .object({
    status: stageStatus,
    accepted: candidateIds.extend({ accepted_at: moment }).nullable(),
    working: working.nullable(),
    /** What of earlier stages a STALE one was built on. */
    stale_because: z.partialRecord(stageName, candidateIds).nullable(),
  })
  .meta({ id: "StageChoices" });

/** A question that the writer decided on; null: left open on purpose. */
export const decidedQuestion = z
  .object({
    question_id: z.string(),
    stage: stageName,
    question: z.string(),
    answer: z.string().nullable(),
  })
  .meta({ id: "DecidedQuestion" });

export const choices = z
  .object({
    title: z.string(),
    status: sessionStatus,
    current_stage: stageName,
    brief,
    /** What was decided on questions, in the order of the answers. */
    answers: z.array(decidedQuestion),
    archived_at: moment.nullable(),
    stages: z.record(stageName, stageChoices),
  })
  .meta({ id: "Choices" });

/** The command that is undone or redone, by the version of its event. */
export const undoneCommand = z
  .object({ version: z.int(), command_id: uuid, command_type: commandType })
  .meta({ id: "UndoneCommand" });
