/** A page's text as a reader sees it: blocks, headings, white space as HTML has it. */
import { type MarkupHandler } from "../markup.ts";
import type { Blocks } from "../pieces.ts";
import { RunningText } from "./running-text.ts";

const BLOCKS = new Set(
  "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const UNSEEN = new Set(["head", "script", "style", "template", "rt", "rp", "svg"]);
const HEADINGS: ReadonlyMap<string, number> = new Map(
  [1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, level]),
);

export function xhtmlReader(blocks: Blocks): MarkupHandler {
  const text = new RunningText();
  let level: number | null = null;
  let unseen = 0;
  let pre = 0;

  function flush(): void {
    const whole = text.take();
    const block = pre > 0 ? whole : whole.trim();
    if (block === "") return;
    if (level === null) blocks.add(block);
    else blocks.heading(level, block);
  }

  return {
    open(name) {
      if (unseen > 0 || UNSEEN.has(name)) {
        unseen += 1;
        return;
      }
      const heading = HEADINGS.get(name);
      if (heading !== undefined || BLOCKS.has(name)) flush();
      if (heading !== undefined) level = heading;
      else if (name === "pre") pre += 1;
      else if (name === "br") text.newLine();
      else if (name === "img" || name === "image") blocks.leftOut.add("images");
      else if ((name === "td" || name === "th") && !text.isEmpty) text.add("\t");
    },
    text(piece) {
      if (unseen > 0) return;
      if (pre > 0) {
        text.add(piece);
        return;
      }
      const collapsed = piece.replaceAll(/[ \t\r\n\f]+/g, " ");
      text.add(text.isEmpty || text.endsInSpace ? collapsed.replace(/^ /, "") : collapsed);
    },
    close(name) {
      if (unseen > 0) {
        unseen -= 1;
        return;
      }
      const isHeading = HEADINGS.has(name);
      if (isHeading || BLOCKS.has(name)) flush();
      if (isHeading) level = null;
      if (name === "pre") pre -= 1;
    },
  };
}
