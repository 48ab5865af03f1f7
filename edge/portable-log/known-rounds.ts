/** The rounds of a log so far: what a later event may speak of. */
import type { LoggedRound } from "#shared/events/logged-event.ts";
import type { Stage } from "#shared/stages.ts";

export interface RoundIds {
  readonly proposal_id: string;
  readonly candidate_id: string;
}

export class KnownRounds {
  readonly #rounds = new Map<string, { readonly stage: Stage; readonly candidates: Set<string> }>();
  readonly #counts = new Map<Stage, number>();

  /** @returns what is wrong with it, or null */
  add(stage: Stage, { proposal_id, round, candidates }: LoggedRound): string | null {
    const count = (this.#counts.get(stage) ?? 0) + 1;
    const ids = new Set(candidates.map(({ candidate_id }) => candidate_id));
    if (this.#rounds.has(proposal_id)) return "writes a round that the log has already";
    if (round !== count) return `writes round ${round} of ${stage} where ${count} is next`;
    if (ids.size !== candidates.length) return "has two candidates with one id";
    this.#counts.set(stage, count);
    this.#rounds.set(proposal_id, { stage, candidates: ids });
    return null;
  }

  has(stage: Stage, { proposal_id, candidate_id }: RoundIds): boolean {
    const known = this.#rounds.get(proposal_id);
    return known !== undefined && known.stage === stage && known.candidates.has(candidate_id);
  }
}
