/** Where browsers see the studio: PUBLIC_URL in its parts. */

export interface PublicPlace {
  readonly isHttps: boolean;
  /** The path that everything is below, without a slash at its end; empty: none. */
  readonly base: string;
}

/** @param publicUrl null: `http://HOST:PORT` */
export function publicPlace(publicUrl: string | null): PublicPlace {
  if (publicUrl === null) return { isHttps: false, base: "" };
  const { protocol, pathname } = new URL(publicUrl);
  return { isHttps: protocol === "https:", base: pathname.replace(/\/+$/, "") };
}

/** An address of the studio: below the path of PUBLIC_URL, which a URL's own base would drop. */
export function publicHref(publicUrl: string, path: string): string {
  return new URL(publicPlace(publicUrl).base + path, publicUrl).href;
}

/** A request's path below the base. A proxy may have taken the base away, or pass it on. */
export function pathBelow(base: string, path: string): string {
  if (base === "" || !path.startsWith(base)) return path;
  const rest = path.slice(base.length);
  if (rest === "") return "/";
  return rest.startsWith("/") || rest.startsWith("?") ? rest : path;
}

/** A page that was made for the root, for below the base. */
export function pageBelow(base: string, page: string): string {
  return base === "" ? page : page.replaceAll('href="/', `href="${base}/`);
}
