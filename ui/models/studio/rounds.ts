/** Which round and which candidate a screen is about. Pure. */
import type { Candidate, Proposal } from "#shared/session/proposal.ts";
import type { StageState } from "#shared/session/state.ts";
import type { OriginKind } from "#shared/statuses.ts";
import { isWithin } from "../content/pointer.ts";
import type { Working } from "../session/choices.ts";

export interface Selection {
  readonly proposal: Proposal;
  readonly candidate: Candidate;
  readonly index: number;
  readonly locked: readonly string[];
}

/** A, B, C … for a candidate's place in its round. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}

/** Both lists as one, each round once, oldest first. */
export function mergeRounds(
  first: readonly Proposal[],
  second: readonly Proposal[],
): readonly Proposal[] {
  const byId = new Map<string, Proposal>();
  for (const proposal of [...first, ...second]) byId.set(proposal.proposal_id, proposal);
  return [...byId.values()].sort((a, b) => a.round - b.round);
}

/** The round that is open: the one the writer's choice is from, else the newest. */
export function mainRound(
  proposals: readonly Proposal[],
  working: Working | null,
): Proposal | null {
  return (
    proposals.find((proposal) => proposal.proposal_id === working?.proposal_id) ??
    proposals.at(-1) ??
    null
  );
}

/** What a confirmed stage was confirmed with, as a choice without locks. */
export function acceptedOf(stage: StageState | null): Working | null {
  const accepted = stage?.accepted;
  return accepted
    ? { proposal_id: accepted.proposal_id, candidate_id: accepted.candidate_id, locked: [] }
    : null;
}

/** What is chosen: the working candidate; a round of one is chosen by itself. */
export function selectionOf(
  proposals: readonly Proposal[],
  working: Working | null,
): Selection | null {
  const proposal = mainRound(proposals, working);
  if (!proposal) return null;
  const index = proposal.candidates.findIndex(
    (candidate) => candidate.candidate_id === working?.candidate_id,
  );
  const only = proposal.candidates.length === 1 ? 0 : -1;
  const at = index >= 0 ? index : only;
  const candidate = proposal.candidates[at];
  return candidate
    ? { proposal, candidate, index: at, locked: index >= 0 ? (working?.locked ?? []) : [] }
    : null;
}

/** The candidate that another was made from, where it is here and it is said which one that was. */
export function parentOf(
  proposals: readonly Proposal[],
  { proposal }: Selection,
): Candidate | null {
  const { parent_proposal_id, parent_candidate_id } = proposal.origin;
  const parent = proposals.find((round) => round.proposal_id === parent_proposal_id);
  if (!parent) return null;
  const said = parent.candidates.find(({ candidate_id }) => candidate_id === parent_candidate_id);
  const [only, ...more] = parent.candidates;
  return said ?? (only && more.length === 0 ? only : null);
}

/** Whether any of a candidate's text is from the sample generator. */
export function isSample(proposal: Proposal, candidate: Candidate): boolean {
  return (
    proposal.origin.kind === "sample" ||
    Object.values(candidate.field_origins).some((origin) => origin.kind === "sample")
  );
}

/** Where the field at a pointer is from: the entry of the longest pointer that holds it. */
export function originAt(candidate: Candidate, pointer: string): OriginKind | null {
  let found: OriginKind | null = null;
  let longest = -1;
  for (const [key, origin] of Object.entries(candidate.field_origins)) {
    if (key.length > longest && isWithin(pointer, key)) {
      found = origin.kind;
      longest = key.length;
    }
  }
  return found;
}

/** Whether a round has sample text in any of its candidates. */
export function roundIsSample(proposal: Proposal): boolean {
  return proposal.candidates.some((candidate) => isSample(proposal, candidate));
}

/** The text of a content's key, or an empty one. */
export function textOf(content: Readonly<Record<string, unknown>>, key: string): string {
  const value = content[key];
  return typeof value === "string" ? value : "";
}

/** The locks of what is chosen, as a command names them. */
export function lockedPart(chosen: Selection): { locked?: string[] } {
  return chosen.locked.length > 0 ? { locked: [...chosen.locked] } : {};
}
