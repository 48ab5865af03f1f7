/**
 * Where the studio is on its host: at the root, or below the path that the page's head names. Needs
 * nothing: main.tsx reads the address before any other code is here.
 */

/** Without a slash at its end; empty at the root. */
let present = "";

/** @param content what the edge has written into the page's head; as it was built it is relative */
export function placeAt(content: string | null): void {
  present = baseOf(content);
}

export function baseOf(content: string | null): string {
  return content?.startsWith("/") === true ? content.replace(/\/+$/, "") : "";
}

/** A path of the studio as a link on this host. What leads elsewhere stays. */
export function at(path: string, base = present): string {
  return path.startsWith("/") ? base + path : path;
}

/** A path of this host as one of the studio. */
export function withoutBase(path: string, base = present): string {
  if (base === "" || !(path === base || path.startsWith(`${base}/`))) return path;
  return path.slice(base.length) || "/";
}

/** In front of every path of the studio on this host. */
export function presentBase(): string {
  return present;
}
