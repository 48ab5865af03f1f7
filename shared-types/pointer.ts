/** JSON Pointers (RFC 6901). Plain: imports nothing. */

/** `["facts", "0", "text"]` → `/facts/0/text`; the root is "". */
export function pointerOf(path: readonly (string | number)[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** `/facts/0/text` → `["facts", "0", "text"]`. */
export function pathOf(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
