/** What was taken out of a list a moment ago, and its way back. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { Selection } from "./rounds.ts";
import type { SessionModel } from "../session/session.ts";

export interface Removed {
  readonly stage: Stage;
  /** Of the list. */
  readonly pointer: string;
  readonly name: string;
  /** The round that the removal made: once the writer has gone on from it, it is history. */
  readonly proposal_id: string;
}

export interface Removal {
  readonly last: ReadonlySignal<Removed | null>;
  /** `save`: sends the list without the item. */
  readonly remove: (
    what: Pick<Removed, "pointer" | "name">,
    save: () => ReturnType<SessionModel["send"]>,
  ) => Promise<void>;
  readonly undo: () => Promise<void>;
}

export function createRemoval(
  session: SessionModel,
  stage: ReadonlySignal<Stage | null>,
  selection: ReadonlySignal<Selection | null>,
): Removal {
  const last = signal<Removed | null>(null);
  let from: Selection | null = null;
  return {
    last,
    async remove(what, save) {
      const of = stage.value;
      from = selection.value;
      const outcome = await save();
      const made = outcome.outcome === "accepted" ? outcome.answer.result?.proposal_id : undefined;
      if (of && typeof made === "string") last.value = { ...what, stage: of, proposal_id: made };
    },
    async undo() {
      const removed = last.value;
      if (!removed || !from) return;
      last.value = null;
      await session.select(removed.stage, {
        proposal_id: from.proposal.proposal_id,
        candidate_id: from.candidate.candidate_id,
        locked: from.locked,
      });
    },
  };
}
