/** A field's value to read. Text is text: nothing in it is ever HTML. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { stringsIn } from "../../../models/content/field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import type { DocumentContext } from "./document-context.ts";

export interface FieldValueProps {
  readonly field: Field;
  readonly value: unknown;
  readonly context: Pick<DocumentContext, "references" | "lang">;
}

export function FieldValue({ field, value, context }: FieldValueProps): JSX.Element | null {
  const { lang, references } = context;
  switch (field.kind) {
    case "lines":
      return (
        <ul class="lines book" lang={lang} dir="auto">
          {stringsIn(value).map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case "references":
      return (
        <p class="book" lang={lang} dir="auto">
          {stringsIn(value)
            .map((id) => references.nameOf(field.to, id))
            .join(lang === "en" ? ", " : "、")}
        </p>
      );
    case "reference":
      return (
        <p class="book" lang={lang} dir="auto">
          {typeof value === "string" ? references.nameOf(field.to, value) : ""}
        </p>
      );
    case "number":
      return (
        <p class="book" lang={lang} dir="auto">
          {typeof value === "number" ? value.toLocaleString(lang) : ""}
        </p>
      );
    case "choice":
      return <p class="book">{optionWord(String(value))}</p>;
    case "line":
    case "prose":
      return (
        <p class="book" lang={lang} dir="auto">
          {typeof value === "string" ? value : ""}
        </p>
      );
    case "id":
    case "group":
    case "items":
      return null;
  }
}

/** The word for one of a field's fixed values. */
export function optionWord(option: string): string {
  const table: Readonly<Record<string, string>> = {
    ...words.value.kinds,
    ...words.value.units,
    ...words.value.weights,
  };
  return table[option] ?? option;
}
