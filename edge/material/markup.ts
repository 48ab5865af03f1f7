/** XML and XHTML as it comes in, piece by piece: no tree is built, and no entity is ever expanded. */
import { Parser } from "htmlparser2";
import { MaterialRefused } from "./refused.ts";
import type { Turns } from "#runtime/work/turns.ts";

export interface MarkupHandler {
  /** @param name without its namespace's prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** @throws MaterialRefused where it declares entities, nests too deep, or ends before what it began */
export async function readXml(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
  turns: Turns,
): Promise<void> {
  await read(pieces, handler, turns, true);
}

/** As readers of books read it: what is left open is closed. @throws MaterialRefused as readXml */
export async function readXhtml(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
  turns: Turns,
): Promise<void> {
  await read(pieces, handler, turns, false);
}

/** A parser gets so much at a time, so that other requests have their turn in between. */
const PIECE = 64 * 1024;
/** What programs write stays below a tenth of it; each tag costs as much as it is deep. */
const MAX_DEPTH = 256;
/** Of one tag. */
const MAX_ATTRIBUTES = 1_000;

async function read(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
  turns: Turns,
  xmlMode: boolean,
): Promise<void> {
  let isWhole = false;
  let depth = 0;
  let attributes = 0;
  const parser = new Parser(
    {
      onopentagname: () => {
        attributes = 0;
        depth += 1;
        if (depth > MAX_DEPTH) throw new MaterialRefused("NESTED_TOO_DEEP");
      },
      onattribute: () => {
        attributes += 1;
        if (attributes > MAX_ATTRIBUTES) throw new MaterialRefused("ARCHIVE_CUT");
      },
      onopentag: (name, values) => handler.open(local(name), withoutPrefixes(values)),
      ontext: (text) => handler.text(text),
      onclosetag: (name, isImplied) => {
        isWhole = !isImplied;
        depth -= 1;
        handler.close(local(name));
      },
      onprocessinginstruction: (_, data) => {
        // An HTML document's DOCTYPE declares nothing.
        if (data.includes("<!ENTITY") || data.includes("[")) {
          throw new MaterialRefused("HAS_ENTITIES");
        }
      },
    },
    // A page of a book is XML: `<span/>` holds nothing, and what follows does not stand in it.
    {
      xmlMode,
      decodeEntities: true,
      lowerCaseTags: !xmlMode,
      recognizeSelfClosing: true,
      recognizeCDATA: true,
    },
  );
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      const part = piece.slice(at, at + PIECE);
      parser.write(part);
      if (turns.isOver(part.length)) await turns.next();
    }
  }
  parser.end();
  if (xmlMode && !isWhole) throw new MaterialRefused("ARCHIVE_CUT");
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const NONE: Readonly<Record<string, string>> = {};

function withoutPrefixes(attributes: Readonly<Record<string, string>>) {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return NONE;
  return Object.fromEntries(entries.map(([name, value]) => [local(name), value]));
}
