/** A moment by its date and its time, in the interface's language. */
import { timeOfDay } from "./dates.ts";
import { interfaceLanguage } from "./interface-language.ts";

/** @param at as the API writes it */
export function moment(at: string, dateStyle: "medium" | "long"): string {
  const format = new Intl.DateTimeFormat(interfaceLanguage.value, {
    dateStyle,
    timeStyle: "short",
  });
  return format.format(Date.parse(at));
}

/** One that is to come: its time, and its date where that is not today. */
export function momentAhead(at: string): string {
  const time = Date.parse(at);
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(time, interfaceLanguage.value) : moment(at, "medium");
}
