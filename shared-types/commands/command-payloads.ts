/** The payload of each command; `satisfies` makes a row of the command table without one an error. */
import { z } from "zod";
import type { CommandType } from "./command-table.ts";
import { jsonPointer, uuid } from "../formats.ts";
import { sectionId } from "../material/section-id.ts";
import { LINE, itemId, optionalText, text } from "../text.ts";
import { stageName } from "../words.ts";

/** As many locks as a content could have fields. */
export const locked = z.array(jsonPointer).max(2_000);
export const title = text(200);
export const feedback = text(20_000);
export const idea = text(20_000);
export const hints = optionalText(4_000);
export const genre = optionalText(200);
/** Standing orders, given to every stage. */
export const notes = optionalText(8_000);
/** A rule of the writer's own, which is checked. */
export const constraint = text(500);
/** What the model is told for each stage of this book, where the writer changed it; whole, as constraints are. */
export const prompts = z.partialRecord(stageName, text(8_000));
/** A writer's answer to a question that a stage asked. */
export const answer = text(2_000);

/** One value of another candidate; it goes to the same place, or to the item with the same id. */
export const piece = z
  .object({ proposal_id: uuid, candidate_id: uuid, pointer: jsonPointer })
  .strict()
  .meta({ id: "Piece" });

/** US dollars for one book. */
const MAX_BUDGET_USD = 1_000_000;

const none = z.object({}).strict();

export const COMMAND_PAYLOADS = {
  REQUEST_INSPIRATION: z
    .object({ genre: genre.optional(), hints: hints.optional() })
    .strict()
    .meta({ id: "RequestInspirationPayload" }),
  SUBMIT_IDEA: z
    .object({
      idea,
      /** The session's materials that are part of the idea; their text stays in its own table. */
      material_ids: z.array(uuid).min(1).max(20).optional(),
    })
    .strict()
    .meta({ id: "SubmitIdeaPayload" }),
  PLACE_MATERIAL: z
    .object({
      material_id: uuid,
      stage: stageName,
      /** Absent: those that the material's map sends to the stage, or all where it sends none. */
      section_ids: z.array(sectionId).min(1).max(2_000).optional(),
      /** Of CHARACTERS: people found in the text whom the writer wants a card for. */
      people: z.array(text(LINE)).min(1).max(60).optional(),
    })
    .strict()
    .meta({ id: "PlaceMaterialPayload" }),
  REVISE_PROPOSAL: z
    .object({
      proposal_id: uuid,
      candidate_id: uuid,
      feedback,
      locked: locked.optional(),
      /** What may change; all else is locked. */
      only: locked.min(1).optional(),
      /** Pieces of other candidates of the stage, to be carried in. */
      use: z.array(piece).min(1).max(100).optional(),
    })
    .strict()
    .meta({ id: "ReviseProposalPayload" }),
  REGENERATE_PROPOSAL: z
    .object({
      proposal_id: uuid.optional(),
      candidate_id: uuid.optional(),
      locked: locked.optional(),
      feedback: feedback.optional(),
    })
    .strict()
    .refine((p) => p.candidate_id === undefined || p.proposal_id !== undefined, {
      message: "candidate_id needs proposal_id",
      path: ["proposal_id"],
    })
    .refine((p) => p.locked === undefined || p.candidate_id !== undefined, {
      message: "locked needs proposal_id and candidate_id",
      path: ["candidate_id"],
    })
    .meta({
      id: "RegenerateProposalPayload",
      dependentRequired: {
        candidate_id: ["proposal_id"],
        locked: ["proposal_id", "candidate_id"],
      },
    }),
  CONFIRM_STAGE: z
    .object({
      proposal_id: uuid,
      candidate_id: uuid,
      stage: stageName.optional(),
      /** The whole content as the writer changed it; valid by `stage`'s schema. */
      edits: z.record(z.string(), z.unknown()).optional(),
    })
    .strict()
    .refine((p) => p.edits === undefined || p.stage !== undefined, {
      message: "edits needs stage",
      path: ["stage"],
    })
    .meta({ id: "ConfirmStagePayload", dependentRequired: { edits: ["stage"] } }),
  CANCEL_GENERATION: none.meta({ id: "CancelGenerationPayload" }),
  FINISH_GENESIS: z
    .object({ title: title.optional() })
    .strict()
    .meta({ id: "FinishGenesisPayload" }),
  SELECT_CANDIDATE: z
    .object({ proposal_id: uuid, candidate_id: uuid, locked: locked.optional() })
    .strict()
    .meta({ id: "SelectCandidatePayload" }),
  SAVE_CANDIDATE: z
    .object({
      stage: stageName,
      /** Valid by `stage`'s schema. */
      content: z.record(z.string(), z.unknown()),
      proposal_id: uuid.optional(),
      candidate_id: uuid.optional(),
      /** What is locked of it; absent: what was locked of the candidate that it was made of. */
      locked: locked.optional(),
    })
    .strict()
    .refine((p) => (p.candidate_id === undefined) === (p.proposal_id === undefined), {
      message: "proposal_id and candidate_id go together",
      path: ["candidate_id"],
    })
    .meta({
      id: "SaveCandidatePayload",
      dependentRequired: { proposal_id: ["candidate_id"], candidate_id: ["proposal_id"] },
    }),
  ANSWER_QUESTIONS: z
    .object({
      answers: z
        .array(
          z
            .object({
              question_id: itemId,
              /** Null: left open on purpose. */
              answer: answer.nullable(),
            })
            .strict()
            .meta({ id: "QuestionAnswer" }),
        )
        .min(1)
        .max(100),
    })
    .strict()
    .meta({ id: "AnswerQuestionsPayload" }),
  UPDATE_BRIEF: z
    .object({
      genre: genre.optional(),
      hints: hints.optional(),
      notes: notes.optional(),
      constraints: z.array(constraint).max(50).optional(),
      prompts: prompts.optional(),
    })
    .strict()
    .meta({ id: "UpdateBriefPayload" }),
  SET_BUDGET: z
    .object({ limit_usd: z.number().min(0).max(MAX_BUDGET_USD).nullable() })
    .strict()
    .meta({ id: "SetBudgetPayload" }),
  REOPEN_STAGE: z.object({ stage: stageName }).strict().meta({ id: "ReopenStagePayload" }),
  KEEP_STAGE: z.object({ stage: stageName }).strict().meta({ id: "KeepStagePayload" }),
  /** A person, a place or anything else has another name, wherever it is mentioned. */
  RENAME_EVERYWHERE: z
    .object({ from: text(LINE), to: text(LINE) })
    .strict()
    .meta({ id: "RenameEverywherePayload" }),
  UNDO: none.meta({ id: "UndoPayload" }),
  REDO: none.meta({ id: "RedoPayload" }),
  ABANDON_SESSION: none.meta({ id: "AbandonSessionPayload" }),
  RESUME_SESSION: none.meta({ id: "ResumeSessionPayload" }),
  ARCHIVE_SESSION: none.meta({ id: "ArchiveSessionPayload" }),
  UNARCHIVE_SESSION: none.meta({ id: "UnarchiveSessionPayload" }),
  RENAME_SESSION: z.object({ title }).strict().meta({ id: "RenameSessionPayload" }),
} as const satisfies Readonly<Record<CommandType, z.ZodType>>;

export type CommandPayloads = {
  [T in CommandType]: z.infer<(typeof COMMAND_PAYLOADS)[T]>;
};
