/** Revising what is chosen: all of it, or the one place that the writer picked; and the stop. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { SessionModel } from "../session/session.ts";
import type { SendOutcome } from "../session/send-outcome.ts";
import { type Selection, lockedPart } from "./rounds.ts";
import { NOT_SENT } from "./saving.ts";
import type { WritingInto } from "./writing-into.ts";

/** The box that a stage's feedback is typed into. */
export const feedbackBox = (stage: Stage): string => `feedback.${stage}`;

/** Where the receipt that the writer has put away is kept: the round it is of. */
export const receiptBox = (stage: Stage): string => `receipt.${stage}`;

export interface Revising {
  /** The pointer that the next feedback is about alone; null: all of what is chosen. */
  readonly only: ReadonlySignal<string | null>;
  /** The words of the book that the next feedback is about; null: none in particular. */
  readonly quote: ReadonlySignal<string | null>;
  readonly aimAt: (pointer: string | null, quote?: string) => void;
  /** `only`: the pointer that alone may change; absent: where the feedback is aimed at. */
  readonly revise: (feedback: string, only?: string) => Promise<SendOutcome>;
  readonly stop: () => Promise<void>;
}

export function createRevising(
  session: SessionModel,
  intoCard: WritingInto,
  place: {
    readonly stage: ReadonlySignal<Stage | null>;
    readonly selection: ReadonlySignal<Selection | null>;
  },
): Revising {
  /** The feedback that is being worked on: a stop gives it back to its box. */
  let running: { of: Stage; feedback: string; command_id: string } | null = null;
  const aim = signal<{ candidate_id: string; pointer: string; quote: string | null } | null>(null);
  const chosenId = () => place.selection.value?.candidate.candidate_id;
  const aimed = computed(() => (aim.value?.candidate_id === chosenId() ? aim.value : null));
  const only = computed(() => aimed.value?.pointer ?? null);
  const quote = computed(() => aimed.value?.quote ?? null);

  function aimAt(pointer: string | null, words?: string): void {
    const candidate_id = chosenId();
    aim.value =
      pointer === null || candidate_id === undefined
        ? null
        : { candidate_id, pointer, quote: words ?? null };
  }

  async function revise(feedback: string, place_?: string): Promise<SendOutcome> {
    const of = place.stage.value;
    const chosen = place.selection.value;
    if (!of || !chosen) return NOT_SENT;
    const pointer = place_ ?? only.value;
    const outcome = await intoCard.send(
      chosen.candidate.candidate_id,
      {
        command_type: "REVISE_PROPOSAL",
        payload: {
          proposal_id: chosen.proposal.proposal_id,
          candidate_id: chosen.candidate.candidate_id,
          feedback,
          ...lockedPart(chosen),
          ...(pointer === null ? {} : { only: [pointer] }),
        },
      },
      () => void revise(feedback, pointer ?? undefined),
    );
    if (outcome.outcome === "accepted" && place_ === undefined) {
      running = { of, feedback, command_id: outcome.answer.command_id };
      session.drafts.clear(feedbackBox(of));
      aim.value = null;
    }
    return outcome;
  }

  async function stop(): Promise<void> {
    const outcome = await session.send({ command_type: "CANCEL_GENERATION", payload: {} });
    if (outcome.outcome !== "accepted") return;
    const stopped = outcome.answer.result?.cancelled_command_id;
    if (running === null || stopped !== running.command_id) return;
    const box = feedbackBox(running.of);
    if (session.drafts.read(box).value === "") session.drafts.write(box, running.feedback);
  }

  return { only, quote, aimAt, revise, stop };
}
