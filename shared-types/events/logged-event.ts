/**
 * An event as a log that is taken away has it (docs/log.md): as it is stored, of the payload version
 * that it was written in, and with the round that it refers to put in as that is stored.
 */
import { z } from "zod";
import { candidate, fieldOrigin, origin, receipt } from "../session/proposal.ts";
import { timestamp, uuid } from "../formats.ts";
import { isStorable } from "../text.ts";
import { eventType } from "../words.ts";

export const loggedEvent = z.strictObject({
  version: z.int().min(1),
  event_id: uuid,
  event_type: eventType,
  session_id: uuid,
  command_id: uuid.nullable(),
  correlation_id: uuid.nullable(),
  occurred_at: timestamp,
  payload_version: z.int().min(1),
  payload: z.record(z.string(), z.unknown()),
});

const pointerText = z
  .string()
  .max(500)
  .refine(isStorable, { message: "must not contain NUL or lone surrogates" });

/** {pointer of the container: [last token, …]}; {"": [null]} is the whole. */
const packedPointers = z.record(pointerText, z.array(pointerText.nullable()).max(2_000));

/** What genesis.make_candidate stores. */
const storedCandidate = z.strictObject({
  candidate_id: uuid,
  content: z.record(z.string(), z.unknown()),
  receipts: z.array(receipt).optional(),
  root: fieldOrigin,
  own: fieldOrigin.optional(),
  changed: packedPointers.optional(),
  inherited: z
    .array(fieldOrigin.extend({ fields: packedPointers }))
    .max(2_000)
    .optional(),
});

/** What release 0.1.0 stored: the wire's own form. */
const wireCandidate = candidate.extend({ receipts: z.array(receipt).optional() }).strict();

export const loggedRound = z.object({
  proposal_id: uuid,
  round: z.int().min(1),
  candidates: z
    .array(z.union([storedCandidate, wireCandidate]))
    .min(1)
    .max(20),
  origin,
});

export type LoggedEvent = z.infer<typeof loggedEvent>;
export type LoggedRound = z.infer<typeof loggedRound>;
