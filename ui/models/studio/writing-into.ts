/**
 * Which candidate's card a generation is for: a reroll or a revision is written where the candidate
 * stands. The state does not say it, so the device that pressed keeps it, over a reload too.
 */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Stage } from "#shared/stages.ts";
import type { CommandRequest } from "../browser/api.ts";
import type { SessionModel } from "../session/session.ts";
import type { SendOutcome } from "../session/send-outcome.ts";

export interface WritingInto {
  /** The candidate's id; null where nothing is being written, or nobody here knows for which. */
  readonly candidate: ReadonlySignal<string | null>;
  readonly send: (
    candidate_id: string,
    request: CommandRequest,
    onRetry?: () => void,
  ) => Promise<SendOutcome>;
}

export function createWritingInto(
  session: SessionModel,
  stage: ReadonlySignal<Stage | null>,
): WritingInto {
  /** Pressed here, and its command's id not known yet. */
  const pressed = signal<string | null>(null);
  const box = (of: Stage) => session.drafts.read(`into.${of}`);
  return {
    candidate: computed(() => {
      const of = stage.value;
      const pending = session.state.value?.pending_commands[0];
      if (!of || !pending || session.state.value?.current_stage !== of) return null;
      const [command_id, candidate_id] = box(of).value.split(" ");
      return command_id === pending.command_id ? (candidate_id ?? null) : pressed.value;
    }),
    async send(candidate_id, request, onRetry) {
      const of = stage.value;
      pressed.value = candidate_id;
      const outcome = await session.send(request, onRetry);
      if (of && outcome.outcome === "accepted") {
        session.drafts.write(`into.${of}`, `${outcome.answer.command_id} ${candidate_id}`);
      }
      pressed.value = null;
      return outcome;
    },
  };
}
