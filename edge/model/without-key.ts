/** An endpoint's own words as they may be shown: short, on one line, and without the key. */

const LONGEST_QUOTED = 240;
const HIDDEN = "•••";

/** @param key what was sent; endpoints quote it in their errors, in whole or escaped */
export function withoutKey(text: string, key: string | null): string {
  let safe = text;
  if (key !== null) {
    const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), btoaOf(key)];
    for (const form of new Set(forms)) safe = safe.replaceAll(form, HIDDEN);
  }
  const line = safe.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length <= LONGEST_QUOTED ? line : `${line.slice(0, LONGEST_QUOTED).toWellFormed()}…`;
}

function btoaOf(key: string): string {
  return /^[\x20-\x7e]*$/u.test(key) ? btoa(key) : key;
}
