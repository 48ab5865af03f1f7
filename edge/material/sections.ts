/** A text's sections: each from its heading to the next. Joined, they are the text, character by character. */
import type { Destination } from "#shared/material/destinations.ts";
import type { Section } from "#shared/material/material.ts";
import { destinationOfHeading } from "./destination.ts";
import { MAX_SECTIONS, type Mark } from "./pieces.ts";
import type { Turns } from "#runtime/work/turns.ts";

/** A heading is shown, and becomes a title, up to here. */
const LONGEST_HEADING = 300;
/** A short text without headings is the idea; a long one is material. */
const LONGEST_IDEA = 20_000;
const PIECE = 64 * 1024;

/** @param text well-formed */
export async function sectionsOf(
  text: string,
  marks: readonly Mark[],
  turns: Turns,
): Promise<Section[]> {
  const headed = marks.slice(0, MAX_SECTIONS - 1);
  const starts = headed[0]?.at === 0 ? headed : [{ at: 0, level: 0, heading: "" }, ...headed];
  const sections: Section[] = [];
  /** The sections that this one stands in, the nearest last. */
  const above: Pick<Section, "level" | "goes_to">[] = [];
  let at = 0;
  for (const [n, mark] of starts.entries()) {
    const to = starts[n + 1]?.at ?? text.length;
    const chars = await codePointsIn(text, mark.at, to, turns);
    if (mark.level === 0 && chars === 0) continue;
    while ((above.at(-1)?.level ?? -1) >= mark.level) above.pop();
    const words = destinationOfHeading(mark.heading);
    const goes_to =
      mark.goes_to ?? words?.goes_to ?? above.at(-1)?.goes_to ?? unsaid(text, starts.length);
    above.push({ level: mark.level, goes_to });
    sections.push({
      section_id: `s${n + 1}`,
      heading: beginningOf(mark.heading),
      level: mark.level,
      at,
      chars,
      goes_to,
      is_group: mark.goes_to === undefined && words !== null && !words.isOne,
    });
    at += chars;
  }
  return sections;
}

/** As codePoints, and others have their turn in between. */
async function codePointsIn(text: string, from: number, to: number, turns: Turns): Promise<number> {
  let count = to - from;
  for (let start = from; start < to; start += PIECE) {
    const end = Math.min(to, start + PIECE);
    for (let at = start; at < end; at += 1) {
      // The second half of a pair.
      if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) count -= 1;
    }
    if (turns.isOver(end - start)) await turns.next();
  }
  return count;
}

/** A character is at most two UTF-16 units. */
function beginningOf(heading: string): string {
  return Array.from(heading.slice(0, 2 * LONGEST_HEADING))
    .slice(0, LONGEST_HEADING)
    .join("");
}

function unsaid(text: string, sections: number): Destination {
  return sections === 1 && text.length <= LONGEST_IDEA ? "idea" : "notes";
}
