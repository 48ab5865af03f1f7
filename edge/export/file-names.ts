/** Names of files and folders that every system takes, with the writer's words in them. */

const MAX_CHARACTERS = 40;

/** A title as the beginning of a folder's name, with a space behind it; nothing where nothing is left. */
export function safeName(title: string): string {
  const plain = title
    .replaceAll(/[\p{C}\\/:*?"<>|]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s.]+/, "");
  const short = Array.from(plain).slice(0, MAX_CHARACTERS).join("").trim();
  return short === "" ? "" : `${short} `;
}

/** A file's name with its ending. */
export function safeFileName(name: string): string {
  const at = name.lastIndexOf(".");
  const ending = at > 0 && name.length - at <= 10 ? name.slice(at + 1) : "";
  const plain = ending.replaceAll(/[^\p{L}\p{N}]/gu, "");
  return `${safeName(plain === "" ? name : name.slice(0, at)).trim() || "material"}${plain === "" ? "" : `.${plain}`}`;
}

/** `Content-Disposition` of a download: the name in UTF-8, and one in ASCII for old programs. */
export function attachment(name: string, ascii: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
