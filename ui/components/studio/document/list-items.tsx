/** Adding to a list and taking out of it: each is one saved candidate. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { words } from "../../../i18n/words.ts";
import { blank, missing, tidied } from "../../../models/content/field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import { type Content, valueAt } from "../../../models/content/pointer.ts";
import { Button } from "../../controls/button.tsx";
import type { DocumentContext } from "./document-context.ts";
import { FieldsForm } from "./fields-form.tsx";
import { pointerLabel } from "../../../i18n/labels.ts";

type ItemsField = Extract<Field, { kind: "items" }>;

export interface ItemControlsProps {
  readonly context: DocumentContext;
  readonly field: ItemsField;
  readonly pointer: string;
  readonly index: number;
  readonly count: number;
  readonly label: string;
}

export function ItemControls(props: ItemControlsProps): JSX.Element | null {
  const { context, field, pointer, index, count, label } = props;
  if (count <= field.min) return null;
  const text = words.value.actions;
  return (
    <button
      type="button"
      class="tool"
      aria-label={text.removeName(label)}
      onClick={() => {
        const items = valueAt(context.content, pointer);
        if (!Array.isArray(items)) return;
        void context.studio.saveValue(
          pointer,
          items.filter((_, at) => at !== index),
          items,
        );
      }}
    >
      {text.remove}
    </button>
  );
}

export interface NewItemProps {
  readonly context: DocumentContext;
  readonly field: ItemsField;
  readonly pointer: string;
  readonly label: string;
  readonly items: readonly Content[];
}

export function NewItem({
  context,
  field,
  pointer,
  label,
  items,
}: NewItemProps): JSX.Element | null {
  const [item, setItem] = useState<Content | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const text = words.value;
  if (items.length >= field.max) return null;
  if (item === null) {
    return (
      <button type="button" class="tool add-item" onClick={() => setItem(blank(field.fields))}>
        {text.actions.add(label)}
      </button>
    );
  }
  const save = () => {
    const empty = missing(field.fields, item);
    const [first] = empty;
    if (first !== undefined) {
      setProblem(text.write.missing(empty.length, pointerLabel(first)));
      return;
    }
    const list = [...items, tidied(field.fields, item)];
    void context.studio.saveValue(pointer, list, items).then((outcome) => {
      if (outcome.outcome === "accepted") setItem(null);
      else setProblem(words.value.editor.unsaved);
    });
  };
  return (
    <div class="form-item new-item">
      <FieldsForm
        table={field.fields}
        value={item}
        onValue={setItem}
        references={context.references}
        lang={context.lang}
        at={`${pointer}/-`}
        holder={pointer.split("/").at(-1) ?? null}
        invalid={new Set()}
      />
      <div class="field-editor-actions">
        <Button onPress={save}>{text.actions.save}</Button>
        <Button kind="quiet" onPress={() => setItem(null)}>
          {text.actions.cancel}
        </Button>
        {problem === null ? null : <span class="label">{problem}</span>}
      </div>
    </div>
  );
}
