/** The name of a field, by its key or its pointer: "Characters 2 · Want". */
import type { FieldLabels } from "#shared/content/field-kinds.ts";
import { fieldLabels as en } from "#shared/content/labels.en.generated.ts";
import { fieldLabels as zhCN } from "#shared/content/labels.zh-CN.generated.ts";
import type { Language } from "#shared/statuses.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { pathOf } from "#shared/pointer.ts";

const LABELS: Readonly<Record<Language, FieldLabels>> = { en, "zh-CN": zhCN };

/** A field's name in a language; `holder` is the list or group that it stands in. */
export function fieldNameIn(language: Language, key: string, holder: string | null = null): string {
  const { fields, within } = LABELS[language];
  return (holder === null ? undefined : within[`${holder}.${key}`]) ?? fields[key] ?? key;
}

/** As `fieldNameIn`, in the interface's language. */
export function fieldLabel(key: string, holder: string | null = null): string {
  return fieldNameIn(interfaceLanguage.value, key, holder);
}

/** A pointer in words. */
export function pointerLabel(pointer: string): string {
  const parts: string[] = [];
  let holder: string | null = null;
  for (const step of pathOf(pointer)) {
    if (/^\d+$/.test(step)) {
      parts.push(`${parts.pop() ?? ""} ${Number(step) + 1}`.trim());
    } else {
      parts.push(fieldLabel(step, holder));
      holder = step;
    }
  }
  return parts.join(" · ");
}
