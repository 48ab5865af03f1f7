/** Rows that open in place: what is long to read is first there at a glance. */
import type { JSX } from "preact";
import type { Field } from "#shared/content/field-kinds.ts";
import { words } from "../../../i18n/studio.words.ts";
import { Icon } from "../../controls/icon.tsx";

type ItemsField = Extract<Field, { kind: "items" }>;

/** Long lists of what has many fields are rows that open one by one: chapters, a large cast. */
export function foldsItems(field: ItemsField, count: number, inner: boolean): boolean {
  if (field.heading === null) return false;
  const isRich = Object.keys(field.fields).length >= 6;
  return isRich && count > (inner ? 3 : 8);
}

export interface FoldButtonProps {
  readonly name: string;
  readonly folded: boolean;
  readonly onPress: () => void;
}

export function FoldButton({ name, folded, onPress }: FoldButtonProps): JSX.Element {
  const text = words.value.actions;
  const word = folded ? text.open : text.fold;
  return (
    <button
      type="button"
      class="tool fold"
      aria-expanded={!folded}
      aria-label={`${word}: ${name}`}
      onClick={onPress}
    >
      <Icon name={folded ? "right" : "down"} />
      {word}
    </button>
  );
}
