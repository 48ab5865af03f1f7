/** Saving what the writer changed by hand: a whole content, or one value in what is chosen now. */
import type { ReadonlySignal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { Editors } from "./editors.ts";
import {
  type Content,
  lockState,
  sameJson,
  toggleLock,
  valueAt,
  withValueAt,
} from "../content/pointer.ts";
import type { Selection } from "./rounds.ts";
import type { SessionModel } from "../session/session.ts";
import type { SendOutcome } from "../session/send-outcome.ts";

/** There is nothing on the screen that could be sent. */
export const NOT_SENT: SendOutcome = { outcome: "unreachable" };

export interface SavingPlace {
  readonly stage: ReadonlySignal<Stage | null>;
  readonly selection: ReadonlySignal<Selection | null>;
  readonly editors: (stage: Stage) => Editors;
}

/** The locks as they are on what is saved, of those on what it was made from. */
export type LocksAfter = (
  locked: readonly string[],
  before: Content,
  after: Content,
) => readonly string[];

export interface Saving {
  /** A new round, written anew; `onRetry` is what "try again" does where it does not arrive. */
  readonly saveContent: (content: Content, onRetry: () => void) => Promise<SendOutcome>;
  /**
   * `base`: what stood there when the writer began; `own`: where of it are words of the writer's
   * hand, or what becomes of the locks where the edge cannot tell.
   */
  readonly saveValue: (
    pointer: string,
    value: unknown,
    base: unknown,
    own?: string | LocksAfter,
  ) => Promise<SendOutcome>;
}

export function createSaving(session: SessionModel, place: SavingPlace): Saving {
  async function saveContent(content: Content, onRetry: () => void): Promise<SendOutcome> {
    const of = place.stage.value;
    if (!of) return NOT_SENT;
    const outcome = await session.send(
      { command_type: "SAVE_CANDIDATE", payload: { stage: of, content: { ...content } } },
      onRetry,
    );
    if (outcome.outcome === "accepted") await session.refresh();
    return outcome;
  }

  /** One value into what is chosen now; another device's edit beside it is not undone. */
  async function saveValue(
    pointer: string,
    value: unknown,
    base: unknown,
    own?: string | LocksAfter,
    again = true,
  ): Promise<SendOutcome> {
    const of = place.stage.value;
    const from = place.selection.value;
    const version = session.state.value?.version;
    if (!of || !from || version === undefined) return NOT_SENT;
    const content = withValueAt(from.candidate.content, pointer, value);
    const outcome = await session.send(
      {
        command_type: "SAVE_CANDIDATE",
        payload: {
          stage: of,
          content: { ...content },
          proposal_id: from.proposal.proposal_id,
          candidate_id: from.candidate.candidate_id,
          ...(typeof own === "function"
            ? { locked: [...own(from.locked, from.candidate.content, content)] }
            : own === undefined
              ? {}
              : withOwn(from.locked, own, content)),
        },
        expected_version: version,
      },
      () => void saveValue(pointer, value, base, own),
    );
    if (outcome.outcome === "accepted") {
      await session.refresh();
      place.editors(of).end(pointer);
      return outcome;
    }
    if (outcome.outcome === "refused" && outcome.problem.code === "VERSION_CONFLICT" && again) {
      await session.refresh();
      const now = place.selection.value?.candidate.content;
      if (now && sameJson(valueAt(now, pointer), base)) {
        return saveValue(pointer, value, base, own, false);
      }
    }
    return outcome;
  }

  return {
    saveContent,
    saveValue: (pointer, value, base, own) => saveValue(pointer, value, base, own),
  };
}

/** What the writer wrote by hand is locked with it: no later round takes it away. */
function withOwn(locked: readonly string[], own: string, content: Content) {
  if (valueAt(content, own) === undefined || lockState(locked, own) !== "open") return {};
  return { locked: [...toggleLock(locked, own, content)] };
}
