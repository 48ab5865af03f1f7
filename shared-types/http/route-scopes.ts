/**
 * How far a route is from a program's token: what it needs is said here, and what a command needs in the
 * command table (is_proposing). A route that is not named reads, where it is a GET, or needs `full`.
 * And which routes are put off by maintenance.
 */
import type { TokenScope } from "./account.ts";

/** `browser`: no token reaches it, as it decides who has access to the account. */
export type RouteScope = TokenScope | "browser";

const SCOPES: Readonly<Record<string, RouteScope>> = {
  createSession: "propose",
  /** Of these the ones that only propose. */
  sendCommand: "propose",
  /** Each of its tools has the scope of the route that it asks. */
  mcp: "read",
  mcpBelowBase: "read",
  addMaterial: "propose",
  mapMaterial: "propose",
  // What names a writer's devices and addresses.
  exportAccount: "full",
  listBrowsers: "full",
  listMerges: "full",
  listTokens: "full",
  makeDeviceCode: "browser",
  makeRecoveryPhrase: "browser",
  joinAccount: "browser",
  takeAlong: "browser",
  endBrowser: "browser",
  undoMerge: "browser",
  signOut: "browser",
  makeToken: "browser",
  endToken: "browser",
  endTokens: "browser",
  deleteAccount: "browser",
};

/**
 * What is served while maintenance puts every other write off: what ends somebody's access, what only says
 * who looks at a book, and assistants, whose tools are put off one by one.
 */
const SERVED_IN_MAINTENANCE: ReadonlySet<string> = new Set([
  "signOut",
  "endBrowser",
  "endToken",
  "endTokens",
  "sayPresence",
  "mcp",
  "mcpBelowBase",
]);

/** Whether maintenance puts the route off: it writes. @param route as of scopeOf */
export function isPutOff(route: Parameters<typeof scopeOf>[0]): boolean {
  return route.method !== "get" && !SERVED_IN_MAINTENANCE.has(route.operationId ?? "");
}

const REACH = ["read", "propose", "full"] as const;

/** @param route `method` as OpenAPI writes it, in small letters */
export function scopeOf(route: {
  readonly method: string;
  readonly operationId?: string;
}): RouteScope {
  return SCOPES[route.operationId ?? ""] ?? (route.method === "get" ? "read" : "full");
}

export function reaches(scope: TokenScope, needed: RouteScope): boolean {
  return needed !== "browser" && REACH.indexOf(scope) >= REACH.indexOf(needed);
}
