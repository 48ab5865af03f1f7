/** A file's name from a title, as every system takes it. */

const MAX_CHARACTERS = 80;
/** Most file systems take 255 bytes; what comes behind it needs some. */
const MAX_BYTES = 244;
/** Devices on Windows, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** A title without what file systems refuse; `otherwise` where nothing is left. */
export function safeFileName(title: string, otherwise: string): string {
  const plain = title
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+/, "");
  const encoder = new TextEncoder();
  let bytes = 0;
  let name = "";
  for (const character of Array.from(plain).slice(0, MAX_CHARACTERS)) {
    bytes += encoder.encode(character).byteLength;
    if (bytes > MAX_BYTES) break;
    name += character;
  }
  name = name.replace(/[.\s]+$/, "");
  if (name === "") return otherwise;
  return RESERVED.test(name.split(".")[0] ?? "") ? `_${name}` : name;
}

export function fileNameOf(title: string, ending: string): string {
  return `${safeFileName(title, "novel")}.${ending}`;
}
