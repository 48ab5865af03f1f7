/** Adding to a list and taking out of it: each is one saved candidate. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { blank } from "../../../models/content/field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import { type Content, parseContent, valueAt } from "../../../models/content/pointer.ts";
import type { DocumentContext } from "./document-context.ts";
import { NewItemForm } from "../parts.ts";

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
      class="tool remove-item"
      aria-label={text.removeName(label)}
      onClick={() => {
        const items = valueAt(context.content, pointer);
        if (!Array.isArray(items)) return;
        const left = items.filter((_, at) => at !== index);
        void context.studio.removal.remove({ pointer, name: label }, () =>
          context.studio.saveValue(pointer, left, items),
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

export function NewItem(props: NewItemProps): JSX.Element | null {
  const { context, field, pointer, label, items } = props;
  const { drafts } = context.studio.session;
  // What was begun stays on this device until it is saved or dropped.
  const box = `new.${context.stage}.${pointer}`;
  const item = parseContent(drafts.read(box).value);
  const setItem = (next: Content | null) =>
    drafts.write(box, next === null ? "" : JSON.stringify(next));
  if (items.length >= field.max) return null;
  if (item !== null) return <NewItemForm {...props} item={item} setItem={setItem} />;
  return (
    <button type="button" class="tool add-item" onClick={() => setItem(blank(field.fields))}>
      {words.value.actions.add(label)}
    </button>
  );
}
