/** Connecting a model of one's own: a maker by name, address, key, model; test, save, remove. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { bookCost } from "#shared/model/book-cost.ts";
import { modelWords } from "../../i18n/model.words.ts";
import { createModelConnection } from "../../models/app/model-settings.ts";
import { dollars } from "../../models/session/money.ts";
import { Button } from "../controls/button.tsx";
import { FoundSteps } from "./found-steps.tsx";
import { StageFields } from "./stage-fields.tsx";
import { MODEL_PRESETS, type ModelPreset } from "./presets.ts";
import "../../styles/model.css";

export function ConnectPanel({ onChanged }: { readonly onChanged?: () => void }): JSX.Element {
  const connection = useMemo(() => createModelConnection(onChanged), []);
  const [preset, setPreset] = useState<ModelPreset | null>(null);
  const listId = useId();
  useEffect(() => void connection.load(), [connection]);
  const text = modelWords.value;
  const { saved, baseUrl, key, model, found, doing, problem } = connection;
  const isOwn = saved.value?.source === "own";
  const isBusy = doing.value !== "nothing";
  const choose = (chosen: ModelPreset | null) => {
    setPreset(chosen);
    baseUrl.value = chosen?.baseUrl ?? "";
    model.value = "";
    connection.isFree.value = chosen?.isFree ?? false;
  };
  const keyHint =
    preset === null
      ? isOwn && saved.value?.has_key
        ? text.keyKept
        : ""
      : preset.keyPage === null
        ? text.keyNone
        : text.keyFrom(preset.keyPage);

  return (
    <form
      class="model-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void connection.save();
      }}
    >
      <p class="muted">{text.lead}</p>
      <div class="model-presets">
        {MODEL_PRESETS.map((each) => (
          <Button key={each.name} pressed={preset === each} onPress={() => choose(each)}>
            {each.name}
          </Button>
        ))}
        <Button onPress={() => choose(null)}>{text.other}</Button>
      </div>
      <TextField label={text.address} value={baseUrl} />
      <TextField label={text.key} value={key} isSecret hint={keyHint} />
      <TextField label={text.model} value={model} list={listId} hint={text.modelAuto} />
      {saved.value?.price ? (
        <p class="muted label">
          {text.price(
            `${saved.value.price.input_per_mtok}`,
            `${saved.value.price.output_per_mtok}`,
          )}{" "}
          {bookCost(saved.value.price) > 0 ? text.book(dollars(bookCost(saved.value.price))) : null}
        </p>
      ) : null}
      <StageFields stages={connection.stages} list={listId} />
      <datalist id={listId}>
        {found.value?.models.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <div class="model-actions">
        <Button
          disabled={isBusy || baseUrl.value.trim() === ""}
          onPress={() => void connection.test()}
        >
          {doing.value === "testing" ? text.testing : text.test}
        </Button>
        <Button type="submit" disabled={isBusy || baseUrl.value.trim() === ""}>
          {doing.value === "saving" ? text.saving : text.save}
        </Button>
        {isOwn ? (
          <Button kind="quiet" disabled={isBusy} onPress={() => void connection.remove()}>
            {text.remove}
          </Button>
        ) : null}
      </div>
      <div role="status">
        {problem.value === null ? null : (
          <p class="error-text" dir="auto">
            {problem.value === "unreachable" ? text.unreachable : problem.value}
          </p>
        )}
        {isOwn ? <p>{text.saved(saved.value?.model ?? saved.value?.base_url ?? "")}</p> : null}
        {found.value === null ? null : <FoundSteps found={found.value} />}
      </div>
    </form>
  );
}

function kindOf({ isSecret, list }: { readonly isSecret?: boolean; readonly list?: string }) {
  if (isSecret === true) return { type: "password" as const };
  return list === undefined ? { type: "text" as const } : { type: "text" as const, list };
}

function TextField(props: {
  readonly label: string;
  readonly value: Signal<string>;
  readonly isSecret?: boolean;
  readonly list?: string;
  readonly hint?: string;
}): JSX.Element {
  const id = useId();
  return (
    <div class="model-field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="box one-line"
        {...kindOf(props)}
        value={props.value}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          props.value.value = event.currentTarget.value;
        }}
      />
      {props.hint ? (
        <p id={`${id}-hint`} class="muted label">
          {props.hint}
        </p>
      ) : null}
    </div>
  );
}
