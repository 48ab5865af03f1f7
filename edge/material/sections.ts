/** A text's sections: each from its heading to the next. Joined, they are the text, character by character. */
import type { Destination } from "#shared/material/destinations.ts";
import type { Section } from "#shared/material/material.ts";
import { codePoints } from "#shared/text.ts";
import { destinationOfHeading } from "./destination.ts";
import type { Mark } from "./pieces.ts";

/** A file has at most this many; what follows belongs to the last. */
export const MAX_SECTIONS = 5_000;
/** A heading is shown, and becomes a title, up to here. */
const LONGEST_HEADING = 300;
/** A short text without headings is the idea; a long one is material. */
const LONGEST_IDEA = 20_000;

export function sectionsOf(text: string, marks: readonly Mark[]): Section[] {
  const headed = marks.slice(0, MAX_SECTIONS - 1);
  const starts = headed[0]?.at === 0 ? headed : [{ at: 0, level: 0, heading: "" }, ...headed];
  const sections: Section[] = [];
  /** The sections that this one stands in, the nearest last. */
  const above: Pick<Section, "level" | "goes_to">[] = [];
  let at = 0;
  for (const [n, mark] of starts.entries()) {
    const to = starts[n + 1]?.at ?? text.length;
    const chars = codePoints(text.slice(mark.at, to));
    if (mark.level === 0 && chars === 0) continue;
    while ((above.at(-1)?.level ?? -1) >= mark.level) above.pop();
    const words = destinationOfHeading(mark.heading);
    const goes_to =
      mark.goes_to ?? words?.goes_to ?? above.at(-1)?.goes_to ?? unsaid(text, starts.length);
    above.push({ level: mark.level, goes_to });
    sections.push({
      section_id: `s${n + 1}`,
      heading: Array.from(mark.heading).slice(0, LONGEST_HEADING).join(""),
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

function unsaid(text: string, sections: number): Destination {
  return sections === 1 && text.length <= LONGEST_IDEA ? "idea" : "notes";
}
