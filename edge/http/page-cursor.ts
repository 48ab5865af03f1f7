/**
 * Opaque cursors of lists: the last item's time in microseconds since 1970 and its id, both in hex.
 * Every text of that form is a cursor, so that the OpenAPI document says by one pattern which are
 * not, and what is not never reaches SQL.
 */
import { PAGE_CURSOR } from "#shared/http.ts";

/** As SQL writes it; fractions have up to six digits. */
const INSIDE =
  /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?([+-]\d{2})(?::(\d{2}))?\|([0-9a-f-]{36})$/;

const TIME_DIGITS = 13;

/** @param inside `<timestamp>|<uuid>`, or null at the list's end */
export function encodeCursor(inside: string | null): string | null {
  if (inside === null) return null;
  const [, date, time, fraction = "", hours, minutes = "00", id = ""] = INSIDE.exec(inside) ?? [];
  const milliseconds = Date.parse(`${date}T${time}${hours}:${minutes}`);
  if (Number.isNaN(milliseconds)) throw new TypeError("SQL wrote a cursor in another form");
  const microseconds = BigInt(milliseconds) * 1_000n + BigInt(fraction.padEnd(6, "0"));
  return microseconds.toString(16).padStart(TIME_DIGITS, "0") + id.replaceAll("-", "");
}

/** The text for SQL, or null where the cursor is garbage. */
export function decodeCursor(cursor: string): string | null {
  if (!PAGE_CURSOR.test(cursor)) return null;
  const microseconds = BigInt(`0x${cursor.slice(0, TIME_DIGITS)}`);
  const seconds = new Date(Number(microseconds / 1_000_000n) * 1_000).toISOString().slice(0, 19);
  const fraction = String(microseconds % 1_000_000n).padStart(6, "0");
  const id = cursor.slice(TIME_DIGITS).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return `${seconds.replace("T", " ")}.${fraction}+00|${id}`;
}
