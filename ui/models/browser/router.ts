/** The pages on the History API. A path that is none of them shows "not found". */
import { computed, signal } from "@preact/signals";
import { at, withoutBase } from "./place.ts";

export type Route =
  | { readonly page: "dashboard" }
  | { readonly page: "session"; readonly session_id: string }
  | { readonly page: "novel"; readonly novel_id: string }
  /** A one-time code or a recovery phrase is given here. */
  | { readonly page: "join" }
  | { readonly page: "unknown" };

/** Path and query of the page that is shown. */
export const location = signal({ path: "/", query: "" });

export const route = computed<Route>(() => matchRoute(location.value.path));

/** Pure: which page a path is. */
function matchRoute(path: string): Route {
  const [first, second, ...rest] = path.split("/").filter((segment) => segment !== "");
  if (first === undefined) return { page: "dashboard" };
  if (first === "join" && second === undefined) return { page: "join" };
  if (second === undefined || rest.length > 0) return { page: "unknown" };
  if (first === "sessions") return { page: "session", session_id: decodeSegment(second) };
  if (first === "novels") return { page: "novel", novel_id: decodeSegment(second) };
  return { page: "unknown" };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readLocation(): void {
  const path = withoutBase(window.location.pathname);
  location.value = { path, query: window.location.search };
}

/** Goes to `href`, a path of the studio; a new page starts at its top, with focus on its main part. */
export function navigate(href: string, options?: { readonly replace?: boolean }): void {
  const before = window.location.pathname;
  if (options?.replace) history.replaceState(null, "", at(href));
  else history.pushState(null, "", at(href));
  readLocation();
  if (window.location.pathname === before) return;
  window.scrollTo(0, 0);
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** One parameter of the query. */
export function queryParameter(name: string): string | null {
  return new URLSearchParams(location.value.query).get(name);
}

/** Sets one parameter of the query, null takes it out: a view that the back button leaves. */
export function setQueryParameter(
  name: string,
  value: string | null,
  options?: { readonly replace?: boolean },
): void {
  // A model without a page has no address.
  if (queryParameter(name) === value || typeof window === "undefined") return;
  const query = new URLSearchParams(location.value.query);
  if (value === null) query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  navigate(location.value.path + (text === "" ? "" : `?${text}`), options);
}

/** Follows the back button and plain clicks on the page's own links. */
export function startRouter(): void {
  readLocation();
  window.addEventListener("popstate", readLocation);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== window.location.origin) return;
    if (link.hash !== "" && link.pathname === window.location.pathname) return;
    const path = withoutBase(link.pathname);
    if (matchRoute(path).page === "unknown") return;
    event.preventDefault();
    navigate(path + link.search + link.hash);
  });
}
