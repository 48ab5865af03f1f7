/** `GET …/state`: everything a screen needs, of one moment. */
import { z } from "zod";
import { proposal } from "./proposal.ts";
import { jsonPointer, timestamp, uuid } from "../formats.ts";
import {
  commandStatus,
  door,
  failureCode,
  generatorKind,
  language,
  replayStatus,
  sessionStatus,
  stageName,
  stageStatus,
} from "../words.ts";
import { commandType } from "../commands/command-type.ts";

const partialText = z
  .object({ candidate_index: z.int().min(0), text: z.string() })
  .meta({ id: "PartialText" });

const pendingCommand = z
  .object({
    command_id: uuid,
    command_type: commandType,
    status: commandStatus,
    received_at: timestamp,
    started_at: timestamp.nullable(),
    attempt: z.int(),
    /** 0–100, of finished candidates or sections. */
    progress: z.int(),
    /** A word for the UI to translate, such as `WRITING_CANDIDATE`; null before the first one. */
    message_code: z.string().nullable(),
    candidates_done: z.int(),
    candidates_total: z.int(),
    partial: z.array(partialText),
  })
  .meta({ id: "PendingCommand" });

export const working = z
  .object({ proposal_id: uuid, candidate_id: uuid, locked: z.array(jsonPointer) })
  .meta({ id: "Working" });

export const candidateIds = z
  .object({ proposal_id: uuid, candidate_id: uuid })
  .meta({ id: "CandidateIds" });

/** What UNDO or REDO would take. */
export const undoable = z
  .object({ command_id: uuid, command_type: commandType })
  .meta({ id: "Undoable" });

export const accepted = z
  .object({
    proposal_id: uuid,
    candidate_id: uuid,
    content: z.record(z.string(), z.unknown()),
    accepted_at: timestamp,
  })
  .meta({ id: "Accepted" });

export const usage = z
  .object({
    input_tokens: z.int(),
    output_tokens: z.int(),
    cost_usd: z.number().nullable(),
  })
  .meta({ id: "Usage" });

/** What may be spent on the book, and what counts against it; `limit_usd` null: as much as it takes. */
/** A question that a stage asked, once a book. */
export const question = z
  .object({
    question_id: z.string(),
    /** Where it was asked first, and where in that stage's content. */
    stage: stageName,
    pointer: jsonPointer,
    question: z.string(),
    /** The writer's, or the one that a later stage proposes. */
    answer: z.string().nullable(),
    status: z.enum(["OPEN", "ANSWERED", "LEFT_OPEN", "PROPOSED"]).meta({ id: "QuestionStatus" }),
  })
  .meta({ id: "Question" });

export const budget = z
  .object({ limit_usd: z.number().nullable(), spent_usd: z.number() })
  .meta({ id: "Budget" });

export const stageState = z
  .object({
    status: stageStatus,
    accepted: accepted.nullable(),
    working: working.nullable(),
    /** The earlier stages whose change made this one stale. */
    stale_because: z.array(stageName).nullable(),
    /** What was accepted of those stages when this one was: what it was built on. */
    stale_basis: z.partialRecord(stageName, candidateIds).nullable(),
    /** What a model had written when a generation was stopped or failed. */
    kept_text: z.string().nullable(),
    /** Every call for this stage, failed ones too. */
    usage,
    proposal_count: z.int(),
    /**
     * The newest two rounds, the working and every accepted one, oldest first; of those that were
     * accepted before, the last three and what a stale stage was built on.
     */
    proposals: z.array(proposal),
  })
  .meta({ id: "StageState" });

const lastError = z
  .object({
    command_id: uuid,
    command_type: commandType,
    payload: z.record(z.string(), z.unknown()),
    stage: stageName,
    code: failureCode,
    message: z.string(),
    kept_text: z.string().nullable(),
    at: timestamp,
  })
  .meta({ id: "LastError" });

export const brief = z
  .object({
    door: door.nullable(),
    genre: z.string().nullable(),
    hints: z.string().nullable(),
    idea: z.string().nullable(),
    /** Standing orders, given to every stage. */
    notes: z.string().nullable(),
    /** The writer's own rules, each checked. */
    constraints: z.array(z.string()),
    /** A stage's instruction as the writer changed it for this book; absent: nowhere. */
    prompts: z.partialRecord(stageName, z.string()).optional(),
  })
  .meta({ id: "Brief" });

export const generator = z
  .object({
    kind: generatorKind,
    model: z.string().nullable(),
    host: z.string().nullable(),
    /** So many requests at once. */
    concurrency: z.int(),
  })
  .meta({ id: "Generator" });

export const stages = z
  .object({
    CONCEPT_SELECTION: stageState,
    STORY_CONCEPTION: stageState,
    WORLDVIEW: stageState,
    CHARACTERS: stageState,
    PLOT_OUTLINE: stageState,
  })
  .meta({ id: "Stages" });

/** The version of another session that this one goes on from. */
export const branchOf = z
  .object({ session_id: uuid, version: z.int().min(1) })
  .meta({ id: "BranchOf" });

/** Generations of that session that run again here, on another model. */
export const replay = z
  .object({ model: z.string(), status: replayStatus, done: z.int(), total: z.int() })
  .meta({ id: "Replay" });
/** Books of one world, each begun from another: the finished ones in their order. */
export const series = z
  .object({
    series_id: uuid,
    /** What its first book is called. */
    title: z.string(),
    /** This book's. */
    number: z.int().min(1),
    books: z.array(z.object({ novel_id: uuid, title: z.string(), number: z.int().min(1) })),
  })
  .meta({ id: "Series" });

/** Where a book stands in its series. */
const seriesPlace = z
  .object({ series_id: uuid, title: z.string(), number: z.int().min(1) })
  .meta({ id: "SeriesPlace" });

export const sessionState = z
  .object({
    session_id: uuid,
    title: z.string(),
    language,
    status: sessionStatus,
    current_stage: stageName,
    is_pending: z.boolean(),
    pending_commands: z.array(pendingCommand),
    available_commands: z.array(commandType),
    correlation_id: uuid,
    version: z.int(),
    cursor: z.int(),
    brief,
    questions: z.array(question),
    budget,
    undo: undoable.nullable(),
    redo: undoable.nullable(),
    branch_of: branchOf.nullable(),
    replay: replay.nullable(),
    series: series.nullable(),
    archived_at: timestamp.nullable(),
    generator,
    stages,
    last_error: lastError.nullable(),
    novel_id: uuid.nullable(),
    usage,
  })
  .meta({ id: "SessionState" });

export const sessionSummary = z
  .object({
    session_id: uuid,
    title: z.string(),
    language,
    status: sessionStatus,
    current_stage: stageName,
    is_pending: z.boolean(),
    updated_at: timestamp,
    novel_id: uuid.nullable(),
    archived_at: timestamp.nullable(),
    branch_of: branchOf.nullable(),
    series: seriesPlace.nullable(),
    /** How many of the five stages are confirmed. */
    confirmed_stages: z.int(),
    /** Of the concept that is confirmed or chosen, else what was asked for; in the book's language. */
    genres: z.array(z.string()),
    /** The last sentence of what stands in its latest stage; null: nothing is chosen yet. */
    last_line: z.string().nullable(),
  })
  .meta({ id: "SessionSummary" });

export type SessionState = z.infer<typeof sessionState>;
export type SessionSummary = z.infer<typeof sessionSummary>;
export type StageState = z.infer<typeof stageState>;
export type PendingCommand = z.infer<typeof pendingCommand>;
export type LastError = z.infer<typeof lastError>;
export type Question = z.infer<typeof question>;
export type Budget = z.infer<typeof budget>;
export type Usage = z.infer<typeof usage>;
export type Brief = z.infer<typeof brief>;
export type Generator = z.infer<typeof generator>;
