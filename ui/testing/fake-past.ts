/** What the stand-in of the edge says of a book's past: a field's rounds, and the book as it was. */
import type { ApiModel } from "#shared/http/client.ts";
import type { PastState } from "#shared/http/past.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { sameJson, valueAt } from "../models/content/pointer.ts";
import { standingIn } from "../models/session/branches.ts";

export function fakePast(state: SessionState, version: number): PastState {
  const { session_id, title, language, status, current_stage, brief, archived_at, stages } = state;
  const at = new Date().toISOString();
  return {
    session_id,
    version,
    at,
    title,
    language,
    status,
    current_stage,
    brief,
    archived_at,
    stages,
  };
}

export function fakeProvenance(
  state: SessionState,
  stage: Stage,
  pointer: string,
): ApiModel<"Provenance"> {
  const { proposals, accepted } = state.stages[stage];
  const candidateOf = (proposal_id: string | null, candidate_id: string | null | undefined) =>
    proposals
      .find((round) => round.proposal_id === proposal_id)
      ?.candidates.find((candidate) => candidate.candidate_id === candidate_id);
  const chain: ApiModel<"Provenance">["chain"] = [];
  const standing = standingIn(state.stages[stage]);
  let round = proposals.find(({ proposal_id }) => proposal_id === standing?.proposal_id);
  let candidate = candidateOf(standing?.proposal_id ?? null, standing?.candidate_id);
  while (round && candidate) {
    const { origin } = round;
    const parent = candidateOf(origin.parent_proposal_id, origin.parent_candidate_id);
    const isSame =
      parent !== undefined &&
      sameJson(valueAt(parent.content, pointer), valueAt(candidate.content, pointer));
    chain.push({
      proposal_id: round.proposal_id,
      round: round.round,
      at: round.created_at,
      kind: origin.kind,
      command_type:
        origin.kind === "user"
          ? "SAVE_CANDIDATE"
          : origin.feedback === null
            ? "REQUEST_INSPIRATION"
            : "REVISE_PROPOSAL",
      feedback: origin.feedback,
      model: origin.model,
      prompt_version: origin.prompt_version,
      cost_usd: origin.cost_usd,
      changed: isSame ? [] : [pointer],
      confirmed_at: accepted?.candidate_id === candidate.candidate_id ? accepted.accepted_at : null,
    });
    round = proposals.find(({ proposal_id }) => proposal_id === origin.parent_proposal_id);
    candidate = parent;
  }
  return { chain, next: null };
}
