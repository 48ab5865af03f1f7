/** A file's lines as its bytes have them. */

const LINE_BREAK = 10;

/** Without their line breaks; one behind the last line begins no other. */
export function* linesIn(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; ) {
    const found = bytes.indexOf(LINE_BREAK, start);
    const end = found === -1 ? bytes.byteLength : found;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}
