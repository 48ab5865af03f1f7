/** What a chaos run's writer looks at in a session's state: of every release the same. */
import { z } from "zod";
import { STAGES } from "#shared/stages.ts";

const round = z.looseObject({
  proposal_id: z.string(),
  origin: z.looseObject({ feedback: z.string().nullable() }),
  candidates: z.array(
    z.looseObject({ candidate_id: z.string(), content: z.record(z.string(), z.unknown()) }),
  ),
});

export const writerState = z.looseObject({
  current_stage: z.enum(STAGES),
  is_pending: z.boolean(),
  available_commands: z.array(z.string()),
  last_error: z.looseObject({ command_id: z.string().nullable(), code: z.string() }).nullable(),
  stages: z.record(
    z.enum(STAGES),
    z.looseObject({ proposal_count: z.int(), proposals: z.array(round) }),
  ),
});
export type WriterState = z.infer<typeof writerState>;
