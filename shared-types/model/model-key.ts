/** A model endpoint's key as people paste it: what is never part of one is taken off. */

export type ReadKey =
  | { readonly outcome: "KEY"; readonly key: string }
  | { readonly outcome: "REFUSED"; readonly reason: string };

/** A gateway's token may be long; a header has its limits. */
export const MAX_MODEL_KEY = 4_096;

/** Zero-width and direction marks, joiners, soft hyphens, variation selectors, byte order marks. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const QUOTES = /^["'`\u2018-\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a\u300c-\u300f\uff02\uff07]+/u;
const QUOTES_AT_END = new RegExp(`${QUOTES.source.slice(1)}$`, "u");
const PREFIX =
  /^(?:export\s+)?(?:(?:authorization|x-api-key|api-key)\s*:\s*|[a-z][a-z0-9_]*_(?:key|token)\s*=\s*|api_?key\s*[=:]\s*)/iu;
const BEARER = /^bearer\s+/iu;

/** @returns the key, or why this cannot be one, in words for a writer; the reason quotes nothing of it */
export function readModelKey(pasted: string): ReadKey {
  let key = pasted.replace(/[\r\n\t]/gu, " ").replace(INVISIBLE, "");
  for (let before = ""; before !== key; ) {
    before = key;
    key = key
      .trim()
      .replace(QUOTES, "")
      .replace(QUOTES_AT_END, "")
      .replace(/[,;]+$/u, "")
      .trim();
    key = key.replace(PREFIX, "").replace(BEARER, "");
  }
  const reason = wrongWith(key);
  return reason === null ? { outcome: "KEY", key } : { outcome: "REFUSED", reason };
}

function wrongWith(key: string): string | null {
  if (key === "" || /^bearer$/iu.test(key)) return "is empty once quotes and blanks are taken off";
  if (key.length > MAX_MODEL_KEY) return `is longer than ${MAX_MODEL_KEY} characters`;
  if (/[\u2022\u25cf\u2026]|\*{3,}|\.{3,}/u.test(key)) {
    return "is the hidden form of a key, with dots or stars; copy it where it is shown in full";
  }
  if (/\s/u.test(key)) return "has a blank or a line break inside";
  if (/^https?:\/\//iu.test(key)) return "is an address; the key goes here";
  if (/[^\x21-\x7e]/u.test(key)) return "has a character that no key has, such as a Chinese one";
  return null;
}
