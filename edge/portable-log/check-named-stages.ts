/** The rounds of an event that writes several, one a stage: a name that was changed everywhere. */
import type { LoggedRound } from "#shared/events/logged-event.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import type { Payload, ReadContext } from "./read-context.ts";
import { roundOf } from "./check-round.ts";

export interface NamedRound {
  readonly stage: Stage;
  readonly round: LoggedRound;
}

/** @returns the rounds in the stages' order, or what is wrong with them */
export function namedRounds(payload: Payload, context: ReadContext): NamedRound[] | string {
  const found: NamedRound[] = [];
  for (const stage of STAGES) {
    const named = stageIn(payload, stage);
    if (named === null) continue;
    const round = roundOf(named, stage, context);
    if (typeof round === "string") return round;
    if (round !== null) found.push({ stage, round });
  }
  return found;
}

/** The payload's `stages` with each round as `write` has it. */
export function withNamedRounds(
  payload: Payload,
  rounds: readonly NamedRound[],
  write: (named: NamedRound) => unknown,
): Payload {
  return Object.fromEntries(
    rounds.map((named) => [
      named.stage,
      { ...stageIn(payload, named.stage), proposal: write(named) },
    ]),
  );
}

export function stageIn(payload: Payload, stage: Stage): Payload | null {
  const { stages } = payload;
  if (typeof stages !== "object" || stages === null) return null;
  const named: unknown = Object.entries(stages).find(([name]) => name === stage)?.[1];
  return typeof named === "object" && named !== null ? { ...named } : null;
}
