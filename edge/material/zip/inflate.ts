/** What an archive's entries hold, counted while it is unpacked: no word of the archive's own is trusted. */
import { MaterialRefused } from "../refused.ts";
import type { Turns } from "#runtime/work/turns.ts";
import { crc32 } from "./crc32.ts";
import type { ZipEntry } from "./open-zip.ts";

/** Of all entries of an archive together, in bytes. */
const MAX_UNPACKED_BYTES = 40 * 1024 * 1024;

/** What may still be unpacked of one archive, and the turns in which it is read. */
export interface UnpackBudget {
  left: number;
  readonly turns: Turns;
}

export function unpackBudget(turns: Turns): UnpackBudget {
  return { left: MAX_UNPACKED_BYTES, turns };
}

/** Piece by piece, as it is unpacked. @throws MaterialRefused */
export async function* unpacked(entry: ZipEntry, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
  let crc = 0;
  for await (const piece of entry.isDeflated ? inflated(entry.packed) : [entry.packed]) {
    budget.left -= piece.byteLength;
    if (budget.left < 0) throw new MaterialRefused("UNPACKS_TOO_LARGE");
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc !== entry.crc32) throw new MaterialRefused("ARCHIVE_CUT");
}

/** All of it. */
export async function unpackWhole(entry: ZipEntry, budget: UnpackBudget): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpacked(entry, budget)) pieces.push(piece);
  return joinedBytes(pieces);
}

export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const total = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

/** As UTF-8, piece by piece: what office programs write. */
export async function* unpackedText(entry: ZipEntry, budget: UnpackBudget): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw new MaterialRefused("ARCHIVE_CUT");
    }
  };
  for await (const piece of unpacked(entry, budget)) yield decode(piece);
  yield decode();
}

async function* inflated(packed: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new MaterialRefused("ARCHIVE_CUT");
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
