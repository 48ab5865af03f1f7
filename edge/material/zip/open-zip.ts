/**
 * A zip archive's table of contents (PKWARE APPNOTE 6.3). Nothing is unpacked here, and no name is ever
 * a path on a disk.
 */
import { decodeText } from "#shared/material/encoding.ts";
import { MaterialRefused } from "../refused.ts";

export interface ZipEntry {
  /** With `/` between folders and no `..`. */
  readonly name: string;
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly isDeflated: boolean;
  readonly crc32: number;
}

const MAX_ENTRIES = 5_000;
/** Of all names together: some 200 for each of as many entries, and they are put in order. */
const MAX_NAME_BYTES = 1024 * 1024;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record, and the longest comment behind it. */
const END_BYTES = 22;
/** In place of a size or a place that has no room in 32 bits (APPNOTE 4.4.8): more than is ever taken. */
const BEYOND = 0xffffffff;
const MAX_COMMENT = 65_535;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** @throws MaterialRefused */
export function openZip(bytes: Uint8Array<ArrayBuffer>): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw new MaterialRefused("TOO_MANY_FILES");
  const entries: ZipEntry[] = [];
  let at = within(view.getUint32(end + 16, true));
  let names = 0;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== CENTRAL) throw cut();
    const nameBytes = view.getUint16(at + 28, true);
    names += nameBytes;
    if (names > MAX_NAME_BYTES) throw new MaterialRefused("TOO_MANY_FILES");
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = entryName(
      bytes.subarray(at + 46, at + 46 + nameBytes),
      (view.getUint16(at + 8, true) & 0x800) !== 0,
    );
    if (name !== "" && !name.endsWith("/")) entries.push(entryAt(bytes, view, at, name));
    at += 46 + nameBytes + rest;
  }
  return entries;
}

function endRecord(view: DataView): number {
  const least = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= least; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw cut();
}

function entryAt(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  at: number,
  name: string,
): ZipEntry {
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw new MaterialRefused("ARCHIVE_ENCRYPTED");
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw new MaterialRefused("UNSUPPORTED_KIND");
  // What it says it unpacks to is asked only whether it can be said: the bytes are counted as they come.
  within(view.getUint32(at + 24, true));
  const local = within(view.getUint32(at + 42, true));
  if (local + 30 > bytes.byteLength || view.getUint32(local, true) !== LOCAL) throw cut();
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const to = from + within(view.getUint32(at + 20, true));
  if (to > bytes.byteLength) throw cut();
  return {
    name,
    packed: bytes.subarray(from, to),
    isDeflated: method === 8,
    crc32: view.getUint32(at + 16, true),
  };
}

function within(value: number): number {
  if (value === BEYOND) throw new MaterialRefused("UNPACKS_TOO_LARGE");
  return value;
}

/** Names without the sign for UTF-8 are in whatever the machine that packed them spoke. */
function entryName(bytes: Uint8Array, isUtf8: boolean): string {
  const decoded = decodeText(bytes, isUtf8 ? "utf-8" : undefined);
  const name = decoded.outcome === "TEXT" ? decoded.text : new TextDecoder("latin1").decode(bytes);
  const isFolder = /[\\/]$/.test(name);
  const steps = name.split(/[\\/]+/).filter((step) => step !== "" && step !== "." && step !== "..");
  return steps.join("/") + (isFolder ? "/" : "");
}

function cut(): MaterialRefused {
  return new MaterialRefused("ARCHIVE_CUT");
}
