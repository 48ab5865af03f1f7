/** What the tools read of a session's state. */
import { z } from "zod";
import { STAGES, type Stage } from "#shared/stages.ts";
import { type CallApi, type ToolAnswer, answerOf } from "./tool.ts";

const candidate = z.looseObject({ candidate_id: z.string(), content: z.unknown() });
const round = z.looseObject({ proposal_id: z.string(), candidates: z.array(candidate) });
const stage = z.looseObject({
  accepted: z
    .looseObject({ proposal_id: z.string(), candidate_id: z.string(), content: z.unknown() })
    .nullable(),
  working: z
    .looseObject({
      proposal_id: z.string(),
      candidate_id: z.string(),
      locked: z.array(z.string()),
    })
    .nullable(),
  proposals: z.array(round),
});
const state = z.looseObject({
  session_id: z.string(),
  current_stage: z.enum(STAGES),
  cursor: z.int(),
  stages: z.partialRecord(z.enum(STAGES), stage),
});

export type BookState = z.infer<typeof state>;
export type BookStage = z.infer<typeof stage>;

export type FoundState =
  | { readonly outcome: "FOUND"; readonly state: BookState }
  | { readonly outcome: "REFUSED"; readonly answer: ToolAnswer };

export async function readState(call: CallApi, sessionId: string): Promise<FoundState> {
  const response = await call({ method: "GET", path: `/sessions/${sessionId}/state` });
  if (!response.ok) return { outcome: "REFUSED", answer: await answerOf(response) };
  return { outcome: "FOUND", state: state.parse(await response.json()) };
}

export function stageOf(book: BookState, name: Stage): BookStage {
  return book.stages[name] ?? { accepted: null, working: null, proposals: [] };
}

/** The candidate that counts now: the chosen one, else the accepted, else the newest round's only one. */
export function currentOf({ working, accepted, proposals }: BookStage) {
  if (working !== null) {
    const { proposal_id, candidate_id, locked } = working;
    const found = proposals
      .find((each) => each.proposal_id === proposal_id)
      ?.candidates.find((each) => each.candidate_id === candidate_id);
    return { proposal_id, candidate_id, locked, content: found?.content ?? null };
  }
  if (accepted !== null) {
    const { proposal_id, candidate_id, content } = accepted;
    return { proposal_id, candidate_id, locked: [], content };
  }
  const newest = proposals.at(-1);
  const [only, ...others] = newest?.candidates ?? [];
  if (newest === undefined || only === undefined || others.length > 0) return null;
  const { candidate_id, content } = only;
  return { proposal_id: newest.proposal_id, candidate_id, locked: [], content };
}
