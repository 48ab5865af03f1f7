/** The name of a field, by its pointer: "Characters 2 · Want". */
import { computed } from "@preact/signals";
import { interfaceLanguage } from "../models/preferences.ts";
import { pathOf } from "../models/pointer.ts";
import { fieldsEn, fieldsWithinEn } from "./fields.en.ts";
import { fieldsWithinZhCN, fieldsZhCN } from "./fields.zh-CN.ts";

const tables = computed((): { fields: Table; within: Table } =>
  interfaceLanguage.value === "en"
    ? { fields: fieldsEn, within: fieldsWithinEn }
    : { fields: fieldsZhCN, within: fieldsWithinZhCN },
);

type Table = Readonly<Record<string, string>>;

/** A key's label inside the list or group that holds it. */
export function fieldLabel(key: string, holder: string | null = null): string {
  const { fields, within } = tables.value;
  return (holder === null ? undefined : within[`${holder}.${key}`]) ?? fields[key] ?? key;
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
