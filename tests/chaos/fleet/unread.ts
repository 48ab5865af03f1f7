/** What a reader of a book was not told, or not once and in order. */
import { z } from "zod";
import type { ReconnectingReader } from "../../integration/edge/reconnecting-reader.ts";

const told = z.looseObject({ version: z.int() });

/** @param length of the book's log: its versions are 1 to that */
export function unread(reader: ReconnectingReader, length: number): string[] {
  const versions = reader.events.map((event) => told.parse(event).version);
  const isWhole = versions.length === length && versions.every((one, n) => one === n + 1);
  return [...(isWhole ? [] : [`of ${length} it read ${versions.join()}`]), ...reader.faults];
}
