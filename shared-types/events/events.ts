/** Domain events: the payload of each type, the stream's data, and the CloudEvents attributes. */
import { z } from "zod";
import { COMMAND_PAYLOADS } from "../commands/command-payloads.ts";
import { choices, decidedQuestion, undoneCommand } from "./choices.ts";
import type { EventType } from "../event-types.ts";
import { proposal } from "../session/proposal.ts";
import { jsonPointer, timestamp, uuid } from "../formats.ts";
import { branchOf, brief, working } from "../session/state.ts";
import { materialSummary } from "../material/material.ts";
import { eventType, failureCode, language, stageName } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

const requested = { stage: stageName, command_type: commandType };

/**
 * What every event type carries. Payload shapes are flat and name their stage. These are the present
 * shapes: an event that was stored in an older one is read through genesis.event_payload, which
 * sql/functions/events/payload_version.sql explains.
 */
export const EVENT_PAYLOADS = {
  "genesis.session.created": z
    .object({
      title: z.string(),
      language,
      correlation_id: uuid,
      /** Of a branch: the session whose log this one begins with, up to that version. */
      branch_of: branchOf.optional(),
    })
    .meta({ id: "SessionCreated" }),
  "genesis.inspiration.requested": z
    .object({ ...requested, payload: COMMAND_PAYLOADS.REQUEST_INSPIRATION, brief })
    .meta({ id: "InspirationRequested" }),
  "genesis.idea.submitted": z
    .object({ ...requested, payload: COMMAND_PAYLOADS.SUBMIT_IDEA, brief })
    .meta({ id: "IdeaSubmitted" }),
  "genesis.revision.requested": z
    .object({
      ...requested,
      payload: COMMAND_PAYLOADS.REVISE_PROPOSAL,
      locked: z.array(jsonPointer),
    })
    .meta({ id: "RevisionRequested" }),
  "genesis.regeneration.requested": z
    .object({
      ...requested,
      payload: COMMAND_PAYLOADS.REGENERATE_PROPOSAL,
      locked: z.array(jsonPointer),
    })
    .meta({ id: "RegenerationRequested" }),
  "genesis.import.requested": z
    .object({
      ...requested,
      payload: COMMAND_PAYLOADS.PLACE_MATERIAL,
      locked: z.array(jsonPointer),
    })
    .meta({ id: "ImportRequested" }),
  "genesis.generation.started": z
    .object({ stage: stageName, command_type: commandType, attempt: z.int(), run_epoch: z.int() })
    .meta({ id: "GenerationStarted" }),
  "genesis.proposal.ready": z
    .object({
      stage: stageName,
      proposal,
      working: working.nullable(),
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "ProposalReady" }),
  "genesis.stage.confirmed": z
    .object({
      stage: stageName,
      proposal_id: uuid,
      candidate_id: uuid,
      /** The round of kind `user` that the writer's edits made, where there were any. */
      proposal: proposal.nullable(),
      working,
      /** The session's, which a confirmed concept may have given it. */
      title: z.string(),
      current_stage: stageName,
      /** The stage that is being generated now, where that one was EMPTY. */
      generating: stageName.nullable(),
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "StageConfirmed" }),
  "genesis.command.failed": z
    .object({
      stage: stageName,
      command_type: commandType,
      payload: z.record(z.string(), z.unknown()),
      code: failureCode,
      message: z.string(),
      kept_text: z.string().nullable(),
      /** Where candidates were finished before the failure: as a proposal with `origin.stopped`. */
      proposal: proposal.optional(),
      working: working.nullable().optional(),
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "CommandFailed" }),
  "genesis.command.cancelled": z
    .object({
      stage: stageName,
      command_type: commandType,
      kept_text: z.string().nullable(),
      /** The candidates that were finished by then, as a proposal with `origin.stopped`. */
      proposal: proposal.nullable(),
      working: working.nullable(),
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "CommandCancelled" }),
  "genesis.session.finished": z
    .object({ novel_id: uuid, edition: z.int(), title: z.string() })
    .meta({ id: "SessionFinished" }),
  "genesis.candidate.selected": z
    .object({ stage: stageName, working })
    .meta({ id: "CandidateSelected" }),
  "genesis.candidate.saved": z
    .object({ stage: stageName, proposal, working })
    .meta({ id: "CandidateSaved" }),
  "genesis.questions.answered": z
    .object({ answers: z.array(decidedQuestion) })
    .meta({ id: "QuestionsAnswered" }),
  "genesis.brief.updated": z.object({ brief }).meta({ id: "BriefUpdated" }),
  "genesis.budget.set": z.object({ limit_usd: z.number().nullable() }).meta({ id: "BudgetSet" }),
  "genesis.stage.reopened": z
    .object({
      stage: stageName,
      /** The later stages that are STALE by it. */
      stale: z.array(stageName),
      current_stage: stageName,
      /** Of a finished book, which waits again. */
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "StageReopened" }),
  "genesis.stage.kept": z
    .object({ stage: stageName, current_stage: stageName })
    .meta({ id: "StageKept" }),
  "genesis.name.changed": z
    .object({
      from: z.string(),
      to: z.string(),
      /** The stages that mentioned it: each with the round that says the new name. */
      stages: z.partialRecord(
        stageName,
        z.object({
          proposal,
          working,
          /** It takes the place of what was accepted. */
          is_accepted: z.boolean(),
        }),
      ),
    })
    .meta({ id: "NameChanged" }),
  "genesis.command.undone": z
    .object({
      undone: undoneCommand,
      /** The choices as they are now, and as they were: what REDO sets. */
      choices,
      before: choices,
      next_correlation_id: uuid.nullable(),
    })
    .meta({ id: "CommandUndone" }),
  "genesis.command.redone": z
    .object({ redone: undoneCommand, choices, next_correlation_id: uuid.nullable() })
    .meta({ id: "CommandRedone" }),
  "genesis.session.abandoned": z.object({}).meta({ id: "SessionAbandoned" }),
  "genesis.session.resumed": z
    .object({ next_correlation_id: uuid.nullable() })
    .meta({ id: "SessionResumed" }),
  "genesis.session.archived": z.object({}).meta({ id: "SessionArchived" }),
  "genesis.session.unarchived": z.object({}).meta({ id: "SessionUnarchived" }),
  "genesis.session.renamed": z.object({ title: z.string() }).meta({ id: "SessionRenamed" }),
  /** The stream ends behind it. */
  "genesis.session.deleted": z.object({}).meta({ id: "SessionDeleted" }),
  "genesis.session.restored": z.object({}).meta({ id: "SessionRestored" }),
  /** The material itself stands in its own table. */
  "genesis.material.added": materialSummary
    .extend({ bytes: z.int().min(0) })
    .meta({ id: "MaterialAdded" }),
  "genesis.material.removed": z
    .object({ material_id: uuid, bytes: z.int().min(0) })
    .meta({ id: "MaterialRemoved" }),
} as const satisfies Readonly<Record<EventType, z.ZodType>>;

/** One event as `GET …/events` lists it and as the stream's `data` carries it. */
export const domainEvent = z
  .object({
    event_id: uuid,
    event_type: eventType,
    version: z.int().min(1),
    occurred_at: timestamp,
    command_id: uuid.nullable(),
    correlation_id: uuid.nullable(),
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "DomainEvent" });

export const generationProgress = z
  .object({
    command_id: uuid,
    attempt: z.int(),
    progress: z.int(),
    message_code: z.string().nullable(),
    candidates_done: z.int(),
    candidates_total: z.int(),
  })
  .meta({ id: "GenerationProgress" });

export const generationDelta = z
  .object({
    command_id: uuid,
    stage: stageName,
    attempt: z.int(),
    candidate_index: z.int(),
    /** In code points: where `text` starts in that candidate's text so far. */
    offset: z.int(),
    text: z.string(),
  })
  .meta({ id: "GenerationDelta" });

export const streamReset = z
  .object({ reason: z.string(), cursor: z.int() })
  .meta({ id: "StreamReset" });

export type DomainEvent = z.infer<typeof domainEvent>;
export type GenerationProgress = z.infer<typeof generationProgress>;
export type GenerationDelta = z.infer<typeof generationDelta>;
