/** A new item of a list, while it is being written. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { missing, tidied } from "../../../models/content/field-text.ts";
import type { Content } from "../../../models/content/pointer.ts";
import { Button } from "../../controls/button.tsx";
import { FieldsForm } from "./fields-form.tsx";
import type { NewItemProps } from "./list-items.tsx";

export interface NewItemFormProps extends NewItemProps {
  readonly item: Content;
  /** Null drops it. */
  readonly setItem: (item: Content | null) => void;
}

export function NewItemForm(props: NewItemFormProps): JSX.Element {
  const { context, field, pointer, items, item, setItem } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const text = words.value;
  const save = () => {
    const empty = missing(field.fields, item);
    const [first] = empty;
    if (first !== undefined) {
      setProblem(text.write.missing(empty.length, pointerLabel(first)));
      return;
    }
    const list = [...items, tidied(field.fields, item)];
    const own = `${pointer}/${items.length}`;
    void context.studio.saveValue(pointer, list, items, own).then((outcome) => {
      if (outcome.outcome === "accepted") setItem(null);
      else setProblem(words.value.editor.unsaved);
    });
  };
  return (
    <div class="form-item">
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
      <div class="form-actions">
        <Button onPress={save}>{text.actions.save}</Button>
        <Button kind="quiet" onPress={() => setItem(null)}>
          {text.actions.cancel}
        </Button>
        <span class="label" role="status">
          {problem}
        </span>
      </div>
    </div>
  );
}
