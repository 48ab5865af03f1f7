/** The lines of a log that somebody brings, read without holding up what else this process does. */
import { linesIn } from "#runtime/log/lines.ts";
import { type LogLine, readLogLine } from "#runtime/log/log-line.ts";
import { createTurns } from "#runtime/work/turns.ts";

/** A line costs so much, however short it is. */
const LINE_WORK = 512;

/** Up to the first where that is no header: what comes after it says nothing. */
export async function readLogLines(bytes: Uint8Array): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  const turns = createTurns();
  for (const line of linesIn(bytes)) {
    const read = readLogLine(line);
    lines.push(read);
    if (lines.length === 1 && read.kind !== "HEADER") break;
    if (turns.isOver(line.byteLength + LINE_WORK)) await turns.next();
  }
  return lines;
}

/** Whether there are more than so many; what is behind that is not looked at. */
export function hasMoreLines(bytes: Uint8Array, most: number): boolean {
  let lines = 0;
  for (const _ of linesIn(bytes)) {
    lines += 1;
    if (lines > most) return true;
  }
  return false;
}
