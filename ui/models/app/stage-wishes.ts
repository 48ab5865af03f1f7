/** What is typed for each stage of a model's settings, and what is sent of it. Pure but for its signals. */
import { type Signal, signal } from "@preact/signals";
import { STAGES, type Stage } from "#shared/stages.ts";
import type { ApiModel } from "#shared/http/client.ts";

export const REASONINGS = ["off", "low", "medium", "high"] as const;

/** As typed; empty: as the model does it by itself. */
export interface StageWishes {
  readonly model: string;
  readonly temperature: string;
  readonly max_output_tokens: string;
  readonly reasoning: string;
}

const NONE: StageWishes = { model: "", temperature: "", max_output_tokens: "", reasoning: "" };

export type AllWishes = Readonly<Record<Stage, Signal<StageWishes>>>;

export function emptyWishes(): AllWishes {
  const none = () => signal(NONE);
  return {
    CONCEPT_SELECTION: none(),
    STORY_CONCEPTION: none(),
    WORLDVIEW: none(),
    CHARACTERS: none(),
    PLOT_OUTLINE: none(),
  };
}

/** What was typed already stays. */
export function showWishes(all: AllWishes, stages: ApiModel<"ModelSettings">["stages"]): void {
  for (const stage of STAGES) {
    if (all[stage].value !== NONE) continue;
    const wishes = stages[stage];
    all[stage].value = {
      model: wishes?.model ?? "",
      temperature: `${wishes?.temperature ?? ""}`,
      max_output_tokens: `${wishes?.max_output_tokens ?? ""}`,
      reasoning: wishes?.reasoning ?? "",
    };
  }
}

/** What a request says of them; a stage without wishes is left out. */
export function wishesToSend(all: AllWishes) {
  return Object.fromEntries(
    STAGES.flatMap((stage) => {
      const { model, temperature, max_output_tokens, reasoning } = all[stage].value;
      const amount = REASONINGS.find((each) => each === reasoning);
      const wishes = {
        ...(model.trim() === "" ? {} : { model: model.trim() }),
        ...(temperature === "" ? {} : { temperature: Number(temperature) }),
        ...(max_output_tokens === "" ? {} : { max_output_tokens: Number(max_output_tokens) }),
        ...(amount === undefined ? {} : { reasoning: amount }),
      };
      return Object.keys(wishes).length === 0 ? [] : [[stage, wishes] as const];
    }),
  );
}
