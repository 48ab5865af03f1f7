/** Which of a DOCX's styles are headings: by outline level, or by the names that Word gives them. */
import { readXml } from "../markup.ts";
import type { Turns } from "#runtime/work/turns.ts";

/** A style's id → its level, 1 the highest. */
export type HeadingStyles = ReadonlyMap<string, number>;

/** Word names its own in the language it was installed in, and in English inside the file. */
const NAMED = /^(?:heading|标题|標題|titre|überschrift|título)\s*([1-9])$/i;
const TITLE = /^(?:title|标题|標題)$/i;

/** A link of a chain costs as much as so many characters. */
const LINK_WORK = 16;
/** What follows is no style that a paragraph's level is looked up by. */
const MAX_STYLES = 10_000;

export async function headingStyles(
  pieces: AsyncIterable<string>,
  turns: Turns,
): Promise<HeadingStyles> {
  const levels = new Map<string, number>();
  const basedOn = new Map<string, string>();
  let style = "";
  let styles = 0;
  await readXml(
    pieces,
    {
      open(name, { styleId, val = "" }) {
        if (name === "style") {
          styles += 1;
          style = styles > MAX_STYLES ? "" : (styleId ?? "");
        } else if (style === "") return;
        else if (name === "basedOn") basedOn.set(style, val);
        else if (name === "outlineLvl" && Number(val) < 9) levels.set(style, Number(val) + 1);
        else if (name === "name" && !levels.has(style)) {
          const level = NAMED.exec(val)?.[1] ?? (TITLE.test(val) ? "1" : null);
          if (level !== null) levels.set(style, Number(level));
        }
      },
      text: () => {},
      close(name) {
        if (name === "style") style = "";
      },
    },
    turns,
  );
  for (const id of basedOn.keys()) {
    const level = inheritedLevel(id, levels, basedOn);
    if (level !== undefined) levels.set(id, level);
    if (turns.isOver(LINK_WORK)) await turns.next();
  }
  return levels;
}

/** A chain of styles that are based on each other has no more links than this. */
const MAX_LINKS = 10;

function inheritedLevel(
  id: string,
  levels: ReadonlyMap<string, number>,
  basedOn: ReadonlyMap<string, string>,
): number | undefined {
  let at: string | undefined = id;
  for (let links = 0; at !== undefined && links < MAX_LINKS; links += 1) {
    const level = levels.get(at);
    if (level !== undefined) return level;
    at = basedOn.get(at);
  }
  return undefined;
}
