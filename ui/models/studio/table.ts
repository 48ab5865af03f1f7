/**
 * Cards stay a table: what was made of one candidate of a round stays in that candidate's card, as a
 * further version of it. Pure.
 */
import type { Candidate, Proposal } from "#shared/session/proposal.ts";
import { changedPointers } from "../content/pointer.ts";

/** A candidate in its round. */
export interface Version {
  readonly proposal: Proposal;
  readonly candidate: Candidate;
  readonly index: number;
}

export interface Card {
  /** 0 is A. */
  readonly place: number;
  /** Oldest first; the first is the root's own candidate. */
  readonly versions: readonly [Version, ...Version[]];
}

export interface Table {
  /** The round of several candidates that the cards began with. */
  readonly root: Proposal;
  readonly cards: readonly Card[];
  /** Every round that stands in a card. */
  readonly rounds: ReadonlySet<string>;
}

/** The table that `main` stands in; null where it was not made from a round of several candidates. */
export function tableOf(proposals: readonly Proposal[], main: Proposal | null): Table | null {
  const root = main && rootOf(proposals, main);
  if (!root || root.candidates.length < 2) return null;
  const versions: Version[][] = root.candidates.map((candidate, index) => [
    { proposal: root, candidate, index },
  ]);
  const places = new Map<string, number>();
  for (const proposal of proposals) {
    const [candidate, ...more] = proposal.candidates;
    const parent = proposal.origin.parent_proposal_id;
    if (!candidate || more.length > 0 || parent === null) continue;
    const place = parent === root.proposal_id ? placeIn(root, proposal) : places.get(parent);
    if (place === undefined || place === -1) continue;
    places.set(proposal.proposal_id, place);
    versions[place]?.push({ proposal, candidate, index: 0 });
  }
  if (main !== root && !places.has(main.proposal_id)) return null;
  return {
    root,
    cards: versions.flatMap(([first, ...later], place) =>
      first ? [{ place, versions: [first, ...later] as const }] : [],
    ),
    rounds: new Set([root.proposal_id, ...places.keys()]),
  };
}

/** The round, still to be fetched, that `main` was made from; null where all of them are here. */
export function unknownParent(
  proposals: readonly Proposal[],
  main: Proposal | null,
): string | null {
  const root = main && rootOf(proposals, main);
  return root && root.candidates.length === 1 ? root.origin.parent_proposal_id : null;
}

/** A look at one version of a card, which ends when the card gets another. */
export interface Look {
  readonly candidate_id: string;
  readonly versions: number;
}

/** The version of a card that is shown: the one looked at, else the chosen one, else the newest. */
export function shownIn(card: Card, chosen: string | undefined, look: Look | undefined): Version {
  const find = (id: string | undefined) =>
    card.versions.find(({ candidate }) => candidate.candidate_id === id);
  const looked = look?.versions === card.versions.length ? find(look.candidate_id) : undefined;
  return looked ?? find(chosen) ?? card.versions.at(-1) ?? card.versions[0];
}

function rootOf(proposals: readonly Proposal[], main: Proposal): Proposal {
  let root = main;
  const seen = new Set([root]);
  while (root.candidates.length === 1 && root.origin.parent_proposal_id !== null) {
    const id = root.origin.parent_proposal_id;
    const parent = proposals.find((proposal) => proposal.proposal_id === id);
    if (!parent || seen.has(parent)) break;
    seen.add(parent);
    root = parent;
  }
  return root;
}

/** Which of the root's candidates a round of one was made from; -1 where that cannot be told. */
function placeIn(root: Proposal, proposal: Proposal): number {
  const { parent_candidate_id } = proposal.origin;
  if (parent_candidate_id) {
    return root.candidates.findIndex(({ candidate_id }) => candidate_id === parent_candidate_id);
  }
  // Rounds of before 0.2 do not say it: the candidate that has the most in common with it.
  const content = proposal.candidates[0]?.content;
  const keys = Object.keys(content ?? {}).length;
  let place = -1;
  let least = keys;
  root.candidates.forEach((candidate, index) => {
    const differences = changedPointers(candidate.content, content).length;
    if (differences >= least) return;
    place = index;
    least = differences;
  });
  return place;
}
