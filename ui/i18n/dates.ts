/** Dates as a writer says them: relative for a week, then the local date. */
import { words } from "./words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `at` and `now` in milliseconds since 1970. */
export function relativeDate(at: number, now: number, language: string): string {
  const age = Math.max(0, now - at);
  if (age >= 7 * DAY) {
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return new Intl.DateTimeFormat(language, {
      ...(sameYear ? {} : { year: "numeric" }),
      month: "long",
      day: "numeric",
    }).format(at);
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  // The formatter's "now" is a moment, and this was a while ago.
  if (age < MINUTE) return words.value.chrome.justNow;
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), "minute");
  if (age < DAY) return relative.format(-Math.floor(age / HOUR), "hour");
  return relative.format(-Math.floor(age / DAY), "day");
}

/** The heading of a day: today, yesterday, else the date. */
export function dayName(at: number, now: number, language: string): string {
  const startOf = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((startOf(now) - startOf(at)) / DAY);
  if (days <= 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  }
  return new Intl.DateTimeFormat(language, {
    month: "long",
    day: "numeric",
    weekday: "long",
  }).format(at);
}

export function timeOfDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** Milliseconds as `0:14`, `12:05`, `1:02:03`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours > 0 ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
