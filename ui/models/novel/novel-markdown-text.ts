/** A writer's text inside Markdown: it stays text, whatever marks are in it. */

/** Several lines stay several paragraphs; nothing in them becomes a heading, list, link or HTML. */
export function markdownText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/[\\`*_[\]<>|~]/g, "\\$&")
        .replace(/&(?=#?\w+;)/g, "\\&")
        .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|-+$)/, "\\$1")
        .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2"),
    )
    .filter((line) => line !== "")
    .join("\n\n");
}

/** As `markdownText`, on one line: for headings and items of a list. */
export function markdownLine(text: string): string {
  return markdownText(text).replace(/\n+/g, " ");
}

/** A file's name from a title, without what file systems refuse; never empty. */
export function fileNameOf(title: string, ending: string): string {
  const safe = Array.from(title.normalize("NFC").replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, " "))
    .slice(0, 80)
    .join("")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  return `${safe === "" ? "novel" : safe}.${ending}`;
}
