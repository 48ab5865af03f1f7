/** What a field is typed or picked with, by its kind. The value is the field's text. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import type { References } from "../../../models/content/references.ts";
import { isComposing } from "../../controls/composing.ts";
import { Textarea } from "../../controls/textarea.tsx";
import { optionWord } from "./field-value.tsx";

export interface FieldInputProps {
  readonly field: Field;
  readonly text: string;
  readonly label: string;
  readonly lang: string;
  readonly references: References;
  readonly onText: (text: string) => void;
  readonly onSend?: (() => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly focusFirst?: boolean | number | undefined;
  readonly id?: string | undefined;
  /** It stands where its text is read, and looks like it. */
  readonly inPlace?: boolean | undefined;
}

export function FieldInput(props: FieldInputProps): JSX.Element | null {
  const { field, text, label, references, onText } = props;
  switch (field.kind) {
    case "line":
    case "prose":
    case "lines":
      return (
        <Textarea
          id={props.id}
          value={text}
          label={label}
          lang={props.lang}
          rows={field.kind === "line" ? 1 : field.kind === "lines" ? 4 : 3}
          class={lookOf(field.kind, props.inPlace ?? false)}
          onText={onText}
          onSend={props.onSend}
          onEscape={props.onEscape}
          describedBy={props.describedBy}
          invalid={props.invalid}
          focusFirst={props.focusFirst}
        />
      );
    case "number":
      return (
        <input
          class="box number"
          id={props.id}
          type="text"
          inputMode="numeric"
          value={text === "0" ? "" : text}
          aria-label={label}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid ? "true" : undefined}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) props.onSend?.();
            if (event.key === "Escape" && props.onEscape) {
              event.stopPropagation();
              props.onEscape();
            }
          }}
        />
      );
    case "choice":
    case "reference": {
      const options =
        field.kind === "choice"
          ? field.options.map((id) => ({ id, name: optionWord(id) }))
          : references.options(field.to);
      const known = options.some((option) => option.id === text);
      return (
        <select
          class="box"
          id={props.id}
          aria-label={label}
          aria-describedby={props.describedBy}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && props.onEscape && !isComposing(event)) {
              event.stopPropagation();
              props.onEscape();
            }
          }}
        >
          {field.kind === "reference" ? <option value="">{words.value.editor.none}</option> : null}
          {known || text === "" ? null : (
            <option value={text}>
              {field.kind === "reference" ? references.nameOf(field.to, text) : text}
            </option>
          )}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      );
    }
    case "references": {
      const picked = text.split("\n").filter((id) => id !== "");
      const options = references.options(field.to);
      const unknown = picked.filter((id) => !options.some((option) => option.id === id));
      return (
        <div class="chips" role="group" aria-label={label}>
          {[
            ...options,
            ...unknown.map((id) => ({ id, name: references.nameOf(field.to, id) })),
          ].map((option) => {
            const on = picked.includes(option.id);
            return (
              <button
                key={option.id}
                type="button"
                class="chip"
                aria-pressed={on}
                onClick={() =>
                  onText(
                    (on ? picked.filter((id) => id !== option.id) : [...picked, option.id]).join(
                      "\n",
                    ),
                  )
                }
              >
                {option.name}
              </button>
            );
          })}
        </div>
      );
    }
    case "id":
    case "group":
    case "items":
      return null;
  }
}

function lookOf(kind: "line" | "prose" | "lines", inPlace: boolean): string {
  const look = kind === "line" ? "one-line" : "";
  return inPlace ? `book ${kind === "lines" ? "in-lines" : look}` : look;
}
