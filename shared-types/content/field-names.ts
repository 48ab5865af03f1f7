/** The name of a field in either language. */
import type { Language } from "../statuses.ts";
import type { FieldLabels } from "./field-kinds.ts";
import { fieldLabels as en } from "./labels.en.generated.ts";
import { fieldLabels as zhCN } from "./labels.zh-CN.generated.ts";

const LABELS: Readonly<Record<Language, FieldLabels>> = { en, "zh-CN": zhCN };

/** A field's name in a language; `holder` is the list or group that it stands in. */
export function fieldNameIn(language: Language, key: string, holder: string | null = null): string {
  const { fields, within } = LABELS[language];
  return (holder === null ? undefined : within[`${holder}.${key}`]) ?? fields[key] ?? key;
}
