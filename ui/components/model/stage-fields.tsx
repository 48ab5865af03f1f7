/** What each stage has of its own: model, temperature, output limit, thinking. Empty: as the rest. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { STAGES, type Stage } from "#shared/stages.ts";
import { modelWords } from "../../i18n/model.words.ts";
import { words } from "../../i18n/words.ts";
import { REASONINGS, type StageWishes } from "../../models/app/stage-wishes.ts";

export function StageFields({
  stages,
  list,
}: {
  readonly stages: Readonly<Record<Stage, Signal<StageWishes>>>;
  /** The id of the listed models. */
  readonly list: string;
}): JSX.Element {
  const text = modelWords.value;
  return (
    <details class="model-stages">
      <summary>{text.perStage}</summary>
      {STAGES.map((stage) => (
        <StageField key={stage} stage={stage} wishes={stages[stage]} list={list} />
      ))}
    </details>
  );
}

function StageField(props: {
  readonly stage: Stage;
  readonly wishes: Signal<StageWishes>;
  readonly list: string;
}): JSX.Element {
  const text = modelWords.value;
  const { wishes } = props;
  const set = (change: Partial<StageWishes>) => {
    wishes.value = { ...wishes.value, ...change };
  };
  return (
    <fieldset class="model-stage">
      <legend class="label">{words.value.stages[props.stage]}</legend>
      <label>
        <span class="label">{text.model}</span>
        <input
          class="box one-line"
          list={props.list}
          value={wishes.value.model}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => set({ model: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label">{text.temperature}</span>
        <input
          class="box one-line"
          type="number"
          min="0"
          max="2"
          step="0.1"
          value={wishes.value.temperature}
          onInput={(event) => set({ temperature: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label">{text.outputLimit}</span>
        <input
          class="box one-line"
          type="number"
          min="1"
          step="1"
          value={wishes.value.max_output_tokens}
          onInput={(event) => set({ max_output_tokens: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="label">{text.thinking}</span>
        <select
          class="box one-line"
          value={wishes.value.reasoning}
          onChange={(event) => set({ reasoning: event.currentTarget.value })}
        >
          <option value="">{text.thinkingAsIs}</option>
          {REASONINGS.map((amount) => (
            <option key={amount} value={amount}>
              {text.thinkingAmounts[amount]}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
