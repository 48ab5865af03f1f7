/**
 * What is chosen and locked, with the press that is still on its way: a choice shows at once, and is
 * taken back where it did not arrive.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { CommandRequest } from "../browser/api.ts";
import type { SendOutcome } from "./send-outcome.ts";

export interface Working {
  readonly proposal_id: string;
  readonly candidate_id: string;
  readonly locked: readonly string[];
}

export interface Choices {
  readonly working: (stage: Stage) => Working | null;
  readonly select: (stage: Stage, working: Working) => Promise<SendOutcome>;
  /** Resolves once no choice is on its way. */
  readonly settled: () => Promise<unknown>;
  /** The state is at `version`: choices that it has are its own now. */
  readonly arrived: (version: number) => void;
}

interface Choice {
  readonly working: Working;
  /** The version that has it; null while the press is on its way. */
  readonly version: number | null;
}

export function createChoices(
  state: ReadonlySignal<SessionState | null>,
  send: (request: CommandRequest, onRetry: () => void) => Promise<SendOutcome>,
): Choices {
  const chosen = signal<ReadonlyMap<Stage, Choice>>(new Map());
  let last: Promise<unknown> = Promise.resolve();

  const working = (stage: Stage): Working | null =>
    chosen.value.get(stage)?.working ?? state.value?.stages[stage].working ?? null;

  const set = (stage: Stage, choice: Choice | null): void => {
    const next = new Map(chosen.value);
    if (choice === null) next.delete(stage);
    else next.set(stage, choice);
    chosen.value = next;
  };

  const select = (stage: Stage, wanted: Working): Promise<SendOutcome> => {
    const choice: Choice = { working: wanted, version: null };
    // Choosing anew comes without locks; taking the last lock off has to be said.
    const saysLocks =
      wanted.locked.length > 0 || working(stage)?.candidate_id === wanted.candidate_id;
    set(stage, choice);
    const request: CommandRequest = {
      command_type: "SELECT_CANDIDATE",
      payload: {
        proposal_id: wanted.proposal_id,
        candidate_id: wanted.candidate_id,
        ...(saysLocks ? { locked: [...wanted.locked] } : {}),
      },
    };
    // One after the other, so that the last press is what stays.
    const result = last.then(async () => {
      const outcome = await send(request, () => void select(stage, wanted));
      if (chosen.value.get(stage) === choice) {
        const version = outcome.outcome === "accepted" ? outcome.answer.version : 0;
        const has = (state.value?.version ?? 0) >= version;
        set(stage, has ? null : { working: wanted, version });
      }
      return outcome;
    });
    last = result;
    return result;
  };

  return {
    working,
    select,
    settled: () => last,
    arrived(version) {
      const kept = [...chosen.value].filter(
        ([, choice]) => choice.version === null || choice.version > version,
      );
      if (kept.length !== chosen.value.size) chosen.value = new Map(kept);
    },
  };
}
