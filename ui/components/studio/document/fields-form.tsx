/** Every field of a table as a form: for writing a stage, or one item of a list, oneself. */
import type { JSX } from "preact";
import { fieldLabel, itemLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { blank, recordsIn, textOfField } from "../../../models/content/field-text.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import { type Content, isRecord } from "../../../models/content/pointer.ts";
import type { References } from "../../../models/content/references.ts";
import { Button } from "../../controls/button.tsx";
import { FieldInput } from "./field-input.tsx";

export interface FieldsFormProps {
  readonly table: FieldTable;
  readonly value: Content;
  readonly onValue: (value: Content) => void;
  readonly references: References;
  readonly lang: string;
  readonly at: string;
  /** The list or group that holds these fields. */
  readonly holder: string | null;
  readonly invalid: ReadonlySet<string>;
}

export function FieldsForm(props: FieldsFormProps): JSX.Element {
  const { table, value, onValue, at } = props;
  return (
    <div class="form-fields">
      {Object.entries(table).map(([key, field]) =>
        field.kind === "id" || (field.earlier && value[key] === undefined) ? null : (
          <FormField
            {...props}
            key={key}
            name={key}
            field={field}
            pointer={`${at}/${key}`}
            held={value[key]}
            onHeld={(next) => onValue({ ...value, [key]: next })}
          />
        ),
      )}
    </div>
  );
}

interface FormFieldProps extends FieldsFormProps {
  readonly name: string;
  readonly field: Field;
  readonly pointer: string;
  readonly held: unknown;
  readonly onHeld: (value: unknown) => void;
}

function FormField(props: FormFieldProps): JSX.Element {
  const { name, field, pointer, held, onHeld, holder } = props;
  const label = fieldLabel(name, holder);
  if (field.kind === "group") {
    return (
      <fieldset class="form-group">
        <legend class="form-legend">{label}</legend>
        <FieldsForm
          {...props}
          table={field.fields}
          value={isRecord(held) ? held : {}}
          onValue={onHeld}
          at={pointer}
          holder={name}
        />
      </fieldset>
    );
  }
  if (field.kind === "items") return <FormItems {...props} field={field} label={label} />;
  const hint = field.kind === "lines" ? ` · ${words.value.editor.linesHint}` : "";
  return (
    <div class="form-field">
      <span class="label" aria-hidden="true">
        {label}
        {hint}
      </span>
      <FieldInput
        field={field}
        text={
          // While typing a list, the text keeps its empty lines.
          field.kind === "lines" && Array.isArray(held) ? held.join("\n") : textOfField(field, held)
        }
        label={label}
        lang={props.lang}
        references={props.references}
        invalid={props.invalid.has(pointer)}
        id={`form${pointer}`}
        onText={(text) => onHeld(typedValue(field, text))}
      />
    </div>
  );
}

/** The value while it is being typed: nothing is trimmed yet. */
function typedValue(field: Field, text: string): unknown {
  if (field.kind === "lines" || field.kind === "references") {
    return text === "" ? [] : text.split("\n");
  }
  if (field.kind === "number") return /^\d+$/.test(text.trim()) ? Number(text.trim()) : 0;
  return text;
}

function FormItems(
  props: FormFieldProps & {
    readonly field: Extract<Field, { kind: "items" }>;
    readonly label: string;
  },
): JSX.Element {
  const { field, held, onHeld, pointer, name, label } = props;
  const items = recordsIn(held);
  const text = words.value;
  return (
    <fieldset class="form-group">
      <legend class="form-legend">{label}</legend>
      {items.map((item, index) => (
        <div class="form-item" key={typeof item.id === "string" ? item.id : index}>
          <div class="field-line">
            <span class="label">{itemLabel(label, index)}</span>
            {items.length > field.min ? (
              <button
                type="button"
                class="tool"
                aria-label={text.actions.removeName(itemLabel(label, index))}
                onClick={() => onHeld(items.filter((_, at) => at !== index))}
              >
                {text.actions.remove}
              </button>
            ) : null}
          </div>
          <FieldsForm
            {...props}
            table={field.fields}
            value={item}
            onValue={(next) => onHeld(items.map((kept, at) => (at === index ? next : kept)))}
            at={`${pointer}/${index}`}
            holder={name}
          />
        </div>
      ))}
      {items.length < field.max ? (
        <Button onPress={() => onHeld([...items, blank(field.fields)])}>
          {text.actions.add(label)}
        </Button>
      ) : null}
    </fieldset>
  );
}
