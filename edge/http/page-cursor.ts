/**
 * Opaque cursors of lists: the last item's time in microseconds since 1970 and its id, both in hex,
 * as genesis.page_cursor writes them.
 * Every text of that form is a cursor, so that the OpenAPI document says by one pattern which are
 * not, and what is not never reaches SQL.
 */
import { PAGE_CURSOR } from "#shared/http/http.ts";

const TIME_DIGITS = 13;

/** A list's page as SQL takes it, from its query. */
export function pageOf({
  limit,
  before,
}: {
  readonly limit: number;
  readonly before?: string | undefined;
}) {
  return { limit, before: before === undefined ? null : decodeCursor(before) };
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
