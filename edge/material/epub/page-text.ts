/** A page's text. Books are in UTF-8: then no more than the page's bytes is held at a time. */
import { decodeText } from "#shared/material/encoding.ts";
import { MaterialRefused } from "../refused.ts";
import { type UnpackBudget, joinedBytes, unpacked } from "../zip/inflate.ts";
import type { ZipEntry } from "../zip/open-zip.ts";

/** In another encoding a page is decoded as a whole. */
const MAX_OTHER_BYTES = 8 * 1024 * 1024;

/** @throws MaterialRefused */
export async function pageText(entry: ZipEntry, budget: UnpackBudget): Promise<Iterable<string>> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of unpacked(entry, budget)) {
    pieces.push(piece);
    bytes += piece.byteLength;
  }
  if (await isUtf8(pieces, budget)) return decoded(pieces);
  if (bytes > MAX_OTHER_BYTES) throw new MaterialRefused("UNKNOWN_ENCODING");
  const page = decodeText(joinedBytes(pieces));
  if (page.outcome !== "TEXT") throw new MaterialRefused("ARCHIVE_ENCRYPTED");
  return [page.text];
}

async function isUtf8(pieces: readonly Uint8Array[], { turns }: UnpackBudget): Promise<boolean> {
  if (pieces.some((piece) => piece.includes(0))) return false;
  try {
    for (const text of decoded(pieces)) if (turns.isOver(text.length)) await turns.next();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function* decoded(pieces: readonly Uint8Array[]): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
