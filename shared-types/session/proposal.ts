/** A proposal: one round of candidates for a stage, and where it is from. */
import { z } from "zod";
import { jsonPointer, timestamp, uuid } from "../formats.ts";
import { originKind, receiptStatus, stageName } from "../words.ts";
import { commandType } from "../commands/command-type.ts";

export const fieldOrigin = z
  .object({ kind: originKind, proposal_id: uuid })
  .meta({ id: "FieldOrigin" });

export const receipt = z
  .object({
    /** What was asked for, in few words. */
    request: z.string(),
    status: receiptStatus,
    /** What was done, or why not. */
    note: z.string(),
    /** Where in this candidate's content. */
    pointers: z.array(jsonPointer),
  })
  .meta({ id: "Receipt" });

export const candidate = z
  .object({
    candidate_id: uuid,
    /** Valid by the stage's schema in `content/`. */
    content: z.record(z.string(), z.unknown()),
    /** Pointers to what differs from the candidate it was made from; empty where there is none. */
    changed: z.array(jsonPointer),
    field_origins: z.record(z.string(), fieldOrigin),
    /** What a revision did with each request of its feedback; empty where there was none. */
    receipts: z.array(receipt),
  })
  .meta({ id: "Candidate" });

export const origin = z
  .object({
    kind: originKind,
    model: z.string().nullable(),
    /** `+` and a hash behind it: the writer had changed the prompt for this book. */
    prompt_version: z.string().nullable(),
    /** Then, by lines: what was taken out of that version, and what was put in. */
    prompt_changes: z
      .object({ removed: z.array(z.string()), added: z.array(z.string()) })
      .optional(),
    feedback: z.string().nullable(),
    locked: z.array(jsonPointer),
    parent_proposal_id: uuid.nullable(),
    /** The parent's candidate that this was made from; rounds made before 0.2 do not say it. */
    parent_candidate_id: uuid.nullable().optional(),
    input_tokens: z.int().nullable(),
    output_tokens: z.int().nullable(),
    /** Null where the price is not known, 0 only where it is free. */
    cost_usd: z.number().nullable(),
    /** What of the book so far the model was not told whole, since it did not fit: parts by name. */
    left_out: z.array(z.string()).optional(),
    /** The writer stopped the generation: only what was finished by then is here. */
    stopped: z.boolean(),
  })
  .meta({ id: "Origin" });

/** `GET …/provenance`: the rounds that a field went through, newest first. */
export const provenance = z
  .object({
    chain: z.array(
      z.object({
        proposal_id: uuid,
        round: z.int().min(1),
        at: timestamp,
        kind: originKind,
        command_type: z.union([commandType, z.null()]),
        feedback: z.string().nullable(),
        model: z.string().nullable(),
        prompt_version: z.string().nullable(),
        cost_usd: z.number().nullable(),
        /** What of the field changed with this round; empty: it was carried over as it was. */
        changed: z.array(jsonPointer),
        /** When this round was confirmed, the last time; null: never. */
        confirmed_at: timestamp.nullable(),
      }),
    ),
    /** Where it goes on (`before`); null: the field began with the last one here. */
    next: z.string().nullable(),
  })
  .meta({ id: "Provenance" });

export const proposal = z
  .object({
    proposal_id: uuid,
    stage: stageName,
    /** 1 for the stage's first round. */
    round: z.int().min(1),
    candidates: z.array(candidate).min(1),
    origin,
    created_at: timestamp,
  })
  .meta({ id: "Proposal" });

export type Candidate = z.infer<typeof candidate>;
export type Origin = z.infer<typeof origin>;
export type Proposal = z.infer<typeof proposal>;
