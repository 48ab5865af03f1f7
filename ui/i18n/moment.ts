/** A moment by its date and its time, in the interface's language. */
import { interfaceLanguage } from "./interface-language.ts";

/** @param at as the API writes it */
export function moment(at: string, dateStyle: "medium" | "long"): string {
  const format = new Intl.DateTimeFormat(interfaceLanguage.value, {
    dateStyle,
    timeStyle: "short",
  });
  return format.format(Date.parse(at));
}
