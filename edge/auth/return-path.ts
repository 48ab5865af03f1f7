/** Where a writer goes on after signing in: a page of this studio, and nowhere else. */

/** Nobody signs in to come back here. */
const NOT_PAGES = ["/sign-in", "/signed-out", "/api/"];

/** @param value what the query says; anything but a path of this origin is the dashboard */
export function returnPath(value: string | undefined, publicUrl: string): string {
  // A backslash is a slash to browsers; a control character could end a header.
  if (value === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return "/";
  if (!URL.canParse(value, publicUrl)) return "/";
  const url = new URL(value, publicUrl);
  if (url.origin !== publicUrl || url.pathname.startsWith("//")) return "/";
  if (NOT_PAGES.some((prefix) => url.pathname.startsWith(prefix))) return "/";
  return url.pathname + url.search;
}
