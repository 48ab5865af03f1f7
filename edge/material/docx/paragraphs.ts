/**
 * A WordprocessingML part's text (ECMA-376, part 1): paragraphs, a table's row as one line with tabs,
 * notes by their number. Tracked changes read as if accepted: what was inserted is there, what was
 * deleted is not.
 */
import type { LeftOut } from "#shared/material/destinations.ts";
import { Gathered } from "../gathered.ts";
import type { MarkupHandler } from "../markup.ts";
import type { HeadingStyles } from "./heading-styles.ts";
import { Joined, joinedText } from "./joined.ts";

/** What becomes of a paragraph, or of a row of a table, outside of any other. */
export interface ParagraphSink {
  paragraph(text: string, level: number | null): void;
  /** A footnote's or endnote's text, in its own part. */
  note(id: string, text: string): void;
  readonly leftOut: Set<LeftOut>;
}

/** Nothing of these is text: of two forms of one thing the newer is read. */
const SKIPPED = new Set(["del", "moveFrom", "Fallback", "instrText", "delText", "annotationRef"]);
const NOTE_TYPES = new Set(["separator", "continuationSeparator", "continuationNotice"]);

interface Paragraph {
  readonly text: Gathered;
  style: string | null;
  level: number | null;
}

export function paragraphReader(styles: HeadingStyles, sink: ParagraphSink): MarkupHandler {
  const paragraphs: Paragraph[] = [];
  /** Cells and notes hold their paragraphs until they close; rows hold their cells. */
  const holders: Joined[] = [];
  const rows: Joined[] = [];
  let note: string | null = null;
  let skipped = 0;
  let isText = false;
  let runs = 0;

  const here = () => paragraphs.at(-1);
  const write = (text: string) => here()?.text.add(text);

  function emit(text: string | Joined, level: number | null): void {
    const holder = holders.at(-1);
    if (holder === undefined) sink.paragraph(joinedText(text), level);
    else holder.add(text);
  }

  function closeParagraph(): void {
    const closed = paragraphs.pop();
    if (closed === undefined) return;
    const level =
      closed.level ?? (closed.style === null ? null : (styles.get(closed.style) ?? null));
    const text = closed.text.take();
    emit(text, text.trim() === "" ? null : level);
  }

  return {
    open(name, attributes) {
      if (skipped > 0 || SKIPPED.has(name)) {
        if (name === "del" || name === "delText") sink.leftOut.add("deletions");
        skipped += 1;
        return;
      }
      const { val = "", id = "", type } = attributes;
      switch (name) {
        case "p":
          paragraphs.push({ text: new Gathered(), style: null, level: null });
          break;
        case "r":
          runs += 1;
          break;
        case "t":
          isText = true;
          break;
        case "pStyle": {
          const paragraph = here();
          if (paragraph !== undefined) paragraph.style = val;
          break;
        }
        case "outlineLvl": {
          const paragraph = here();
          if (paragraph !== undefined && Number(val) < 9) paragraph.level = Number(val) + 1;
          break;
        }
        case "tab":
          // In a paragraph's properties it is a tab stop.
          if (runs > 0) write("\t");
          break;
        case "br":
        case "cr":
          if (type !== "page" && type !== "column") write("\n");
          break;
        case "noBreakHyphen":
          write("\u2011");
          break;
        case "footnoteReference":
          write(`[^${id}]`);
          break;
        case "endnoteReference":
          write(`[^e${id}]`);
          break;
        case "tr":
          rows.push(new Joined("\t"));
          break;
        case "tc":
          holders.push(new Joined("\n"));
          break;
        case "footnote":
        case "endnote":
          holders.push(new Joined("\n"));
          note =
            type !== undefined && NOTE_TYPES.has(type)
              ? null
              : `${name === "endnote" ? "e" : ""}${id}`;
          break;
        case "blip":
        case "imagedata":
          sink.leftOut.add("images");
          break;
        case "commentReference":
          sink.leftOut.add("comments");
          break;
        default:
      }
    },
    text(text) {
      if (isText && skipped === 0) write(text);
    },
    close(name) {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      switch (name) {
        case "p":
          closeParagraph();
          break;
        case "r":
          runs -= 1;
          break;
        case "t":
          isText = false;
          break;
        case "tc":
          rows.at(-1)?.add(holders.pop()?.closed() ?? "");
          break;
        case "tr":
          emit(rows.pop()?.closed() ?? "", null);
          break;
        case "footnote":
        case "endnote": {
          const text = joinedText(holders.pop()?.closed() ?? "").trim();
          if (note !== null && text !== "") sink.note(note, text);
          note = null;
          break;
        }
        default:
      }
    },
  };
}
