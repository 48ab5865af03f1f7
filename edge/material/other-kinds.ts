/** Files that are text to nobody, by their first bytes: a writer is told so, and not what they decode to. */

const BEGINNINGS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
  [0xd0, 0xcf, 0x11, 0xe0], // Word's old form
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46], // RIFF
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
];
/** BOOKMOBI: Mobipocket's type and creator, behind a database's name and its dates. */
const MOBIPOCKET = [0x42, 0x4f, 0x4f, 0x4b, 0x4d, 0x4f, 0x42, 0x49];
const MOBIPOCKET_AT = 60;

export function isOther(bytes: Uint8Array): boolean {
  return (
    BEGINNINGS.some((beginning) => stands(beginning, bytes, 0)) ||
    stands(MOBIPOCKET, bytes, MOBIPOCKET_AT)
  );
}

function stands(kind: readonly number[], bytes: Uint8Array, from: number): boolean {
  return kind.every((byte, at) => bytes[from + at] === byte);
}
