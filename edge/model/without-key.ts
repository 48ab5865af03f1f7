/** An endpoint's own words as they may be shown: short, on one line, and without the key. */

const LONGEST_QUOTED = 240;
const HIDDEN = "•••";
/** So many characters of a key in a row are no chance. Endpoints quote keys without their end, too. */
const SHORTEST_RUN = 8;

/** @param key what was sent; endpoints quote it in their errors, in whole, in part or escaped */
export function withoutKey(text: string, key: string | null): string {
  const safe = key === null ? text : withoutRuns(text, key);
  const line = safe.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length <= LONGEST_QUOTED ? line : `${line.slice(0, LONGEST_QUOTED).toWellFormed()}…`;
}

function withoutRuns(text: string, key: string): string {
  const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), btoaOf(key)];
  if (key.length < SHORTEST_RUN) {
    return forms.reduce((safe, form) => safe.replaceAll(form, HIDDEN), text);
  }
  const runs = new Set(forms.flatMap(runsOf));
  let safe = "";
  let at = 0;
  while (at < text.length) {
    if (!runs.has(text.slice(at, at + SHORTEST_RUN))) {
      safe += text.charAt(at);
      at += 1;
      continue;
    }
    while (runs.has(text.slice(at, at + SHORTEST_RUN))) at += 1;
    at += SHORTEST_RUN - 1;
    safe += HIDDEN;
  }
  return safe;
}

function runsOf(form: string): readonly string[] {
  return Array.from({ length: form.length - SHORTEST_RUN + 1 }, (_, at) =>
    form.slice(at, at + SHORTEST_RUN),
  );
}

function btoaOf(key: string): string {
  return /^[\x20-\x7e]*$/u.test(key) ? btoa(key) : key;
}
