/** Where a writer goes on after signing in: a page of this studio, and nowhere else. */
import { pathBelow } from "../http/public-place.ts";

/** Nobody signs in to come back here. */
const NOT_PAGES = ["/sign-in", "/signed-out", "/api/"];

const ORIGIN = "http://studio.invalid";

/**
 * @param value what the query says; anything but a path of this origin is the dashboard
 * @param base what the studio is below
 * @returns below the base
 */
export function returnPath(value: string | undefined, base: string): string {
  // A backslash is a slash to browsers; a control character could end a header.
  if (value === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return "/";
  if (!URL.canParse(value, ORIGIN)) return "/";
  const url = new URL(value, ORIGIN);
  const path = pathBelow(base, url.pathname);
  if (url.origin !== ORIGIN || path.startsWith("//")) return "/";
  if (NOT_PAGES.some((prefix) => path.startsWith(prefix))) return "/";
  return path + url.search;
}
