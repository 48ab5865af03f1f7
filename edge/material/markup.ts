/** XML and XHTML as it comes in, piece by piece: no tree is built, and no entity is ever expanded. */
import { Parser } from "htmlparser2";
import { pause } from "#runtime/work/pause.ts";
import { MaterialRefused } from "./refused.ts";

export interface MarkupHandler {
  /** @param name without its namespace's prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** @throws MaterialRefused where it declares entities, or ends before what it began */
export async function readXml(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
): Promise<void> {
  await read(pieces, handler, true);
}

/** As browsers read it: what is left open is closed. @throws MaterialRefused as readXml */
export async function readXhtml(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
): Promise<void> {
  await read(pieces, handler, false);
}

/** A parser gets so much at a time, so that other requests have their turn in between. */
const PIECE = 256 * 1024;

async function read(
  pieces: AsyncIterable<string> | Iterable<string>,
  handler: MarkupHandler,
  xmlMode: boolean,
): Promise<void> {
  let isWhole = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open(local(name), withoutPrefixes(attributes)),
      ontext: (text) => handler.text(text),
      onclosetag: (name, isImplied) => {
        isWhole = !isImplied;
        handler.close(local(name));
      },
      onprocessinginstruction: (_, data) => {
        // An HTML document's DOCTYPE declares nothing.
        if (data.includes("<!ENTITY") || data.includes("[")) {
          throw new MaterialRefused("HAS_ENTITIES");
        }
      },
    },
    { xmlMode, decodeEntities: true, lowerCaseTags: !xmlMode },
  );
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      parser.write(piece.slice(at, at + PIECE));
      if (piece.length > PIECE) await pause(0);
    }
  }
  parser.end();
  if (xmlMode && !isWhole) throw new MaterialRefused("ARCHIVE_CUT");
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function withoutPrefixes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [local(name), value]),
  );
}
