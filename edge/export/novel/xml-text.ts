/** A writer's text inside XML. */

/** What XML 1.0 has no way to say, not even as a reference. */
const UNSAYABLE = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

/** Without what no XML document may hold; a line or page break of old kind is a space. */
export function sayable(text: string): string {
  return text.replace(/[\v\f]/g, " ").replace(UNSAYABLE, "");
}

export function xmlText(text: string): string {
  return sayable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
