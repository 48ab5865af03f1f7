/**
 * In which encoding a file's text is: by what its bytes are, never by what a header says of them. The
 * edge reads files by it, and the page shows it before a file is sent. Imports nothing.
 */

export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "windows-1252",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

export type DecodedText =
  | { readonly outcome: "TEXT"; readonly encoding: Encoding; readonly text: string }
  /** Bytes that are no text in any encoding. */
  | { readonly outcome: "NOT_TEXT" }
  /** Text, by its look, which no encoding decodes without a fault. */
  | { readonly outcome: "UNKNOWN_ENCODING" };

/** So much of a file tells which encoding it is likely in. */
const SAMPLE_BYTES = 512 * 1024;
/** Of Han characters: what the wrong encoding gives stays far below, what a book gives far above. */
const LEAST_LIKELY = 0.12;

/**
 * The text without its byte order mark, otherwise character by character what the file says.
 * @param named the writer's word for it: then it is that or nothing
 */
export function decodeText(bytes: Uint8Array, named?: Encoding): DecodedText {
  // Most are, and a large file is decoded once.
  const utf8 = named === undefined && !hasNul(bytes) ? strictly(bytes, "utf-8") : null;
  const encoding = named ?? (utf8 === null ? recognise(bytes) : "utf-8");
  if (encoding === null) return { outcome: hasNul(bytes) ? "NOT_TEXT" : "UNKNOWN_ENCODING" };
  const text = utf8 ?? strictly(bytes, encoding);
  if (text === null) return { outcome: "UNKNOWN_ENCODING" };
  return text.includes("\0") ? { outcome: "NOT_TEXT" } : { outcome: "TEXT", encoding, text };
}

/** Of what is no UTF-8. */
function recognise(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (hasNul(bytes)) return wide(bytes);
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const [best] = (["gb18030", "big5"] as const)
    .map((encoding) => ({ encoding, likely: likelihood(sample, encoding) }))
    .toSorted((one, other) => other.likely - one.likely);
  if (best !== undefined && best.likely >= LEAST_LIKELY) return best.encoding;
  return isWestern(sample) ? "windows-1252" : null;
}

function strictly(bytes: Uint8Array, encoding: Encoding): string | null {
  if (encoding.startsWith("utf-16") && bytes.byteLength % 2 === 1) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function hasNul(bytes: Uint8Array): boolean {
  return bytes.indexOf(0) !== -1;
}

/** UTF-16 without a mark: in the right order most of it is letters, spaces and Chinese. */
function wide(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES & ~1);
  const [best] = (["utf-16le", "utf-16be"] as const)
    .map((encoding) => ({ encoding, share: shareOfText(sample, encoding) }))
    .toSorted((one, other) => other.share - one.share);
  return best !== undefined && best.share >= 0.3 ? best.encoding : null;
}

function shareOfText(bytes: Uint8Array, encoding: Encoding): number {
  const text = strictlyCut(bytes, encoding);
  if (text === null || text === "" || text.includes("\0")) return 0;
  let known = 0;
  for (const character of text) {
    if (/[\t\n\r -~\u00a0-\u024f]/.test(character) || FREQUENT.has(character)) known += 1;
  }
  return known / text.length;
}

/**
 * The most frequent characters of Chinese prose, simplified and traditional: some two of five
 * characters of any text are among them, and next to none of what a wrong encoding makes of it.
 */
const FREQUENT = new Set(
  "的一是不了在人有我他这那来到大上个国说们为子和你地出道也时年得就下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进法问回手把话吗被呢吧啊听让走却给眼再更很太才门见" +
    "這來個國說們為時會著過學對裡裏後麼還發當無開經頭動兩長樣現將與進問話嗎聽讓卻給門見關實點間沒從兒",
);

/** How likely that the bytes are Chinese in that encoding: 0 to some 0.8. */
function likelihood(bytes: Uint8Array, encoding: "gb18030" | "big5"): number {
  const text = strictlyCut(bytes, encoding);
  if (text === null) return 0;
  let han = 0;
  let frequent = 0;
  for (const character of text) {
    if (character < "\u3400") continue;
    han += 1;
    if (FREQUENT.has(character)) frequent += 1;
  }
  if (han === 0) return 0;
  return frequent / han + 0.3 * commonRows(bytes, encoding);
}

/** A sample may end within a character. */
function strictlyCut(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** The share of characters that stand in the encoding's rows of common ones. */
function commonRows(bytes: Uint8Array, encoding: "gb18030" | "big5"): number {
  const [from, to] = encoding === "gb18030" ? [0xb0, 0xd7] : [0xa4, 0xc6];
  let all = 0;
  let common = 0;
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    at += 1;
    all += 1;
    const isInRow = encoding === "big5" ? trail >= 0x40 : trail >= 0xa1;
    if (lead >= from && lead <= to && isInRow) common += 1;
  }
  return all === 0 ? 0 : common / all;
}

/** Five bytes that Windows-1252 has no character for. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Letters with accents and quotation marks, one or two at a time among plain letters. */
function isWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let runs = 0;
  let isInRun = false;
  for (const byte of bytes) {
    if (UNDEFINED_1252.has(byte)) return false;
    const isHigh = byte >= 0x80;
    if (isHigh) high += 1;
    if (isHigh && !isInRun) runs += 1;
    isInRun = isHigh;
  }
  return high <= runs * 1.5;
}
