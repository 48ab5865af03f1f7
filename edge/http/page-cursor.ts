/**
 * Opaque cursors of lists. Inside is the last item's `<timestamp>|<uuid>` as SQL wrote it; what does
 * not decode to exactly that is garbage and never reaches SQL.
 */
import { base64Url, base64UrlToBytes } from "./encoding.ts";

const INSIDE =
  /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)([+-]\d{2}(?::\d{2}){0,2})\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function encodeCursor(inside: string | null): string | null {
  if (inside === null) return null;
  return base64Url(new TextEncoder().encode(inside));
}

/** The text for SQL, or null where the cursor is garbage. */
export function decodeCursor(cursor: string): string | null {
  const bytes = base64UrlToBytes(cursor);
  if (bytes === null) return null;
  const inside = new TextDecoder().decode(bytes);
  const [, date, time, zone] = INSIDE.exec(inside) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return null;
  return isRealDate(date) && isRealTime(time) && isRealZone(zone) ? inside : null;
}

function isRealDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) && date >= "0001";
}

function isRealTime(time: string): boolean {
  const [hours = "", minutes = "", seconds = ""] = time.split(":");
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

function isRealZone(zone: string): boolean {
  const [hours = "", minutes = "0", seconds = "0"] = zone.slice(1).split(":");
  return Number(hours) <= 15 && Number(minutes) < 60 && Number(seconds) < 60;
}
