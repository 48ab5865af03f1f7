/** Who asks, in either mode: the account of a request's cookie or token. */
import type { KeyRing, KeyRingHolder } from "./key-ring.ts";
import { type CookieOutcome, type SignIn, verifyCookie } from "./account-cookie.ts";
import { cookieName, readCookie } from "./cookies.ts";

export type AuthOutcome =
  | { readonly outcome: "SIGNED_IN"; readonly signIn: SignIn; readonly isOld: boolean }
  /** No cookie of this installation. */
  | { readonly outcome: "ANONYMOUS" }
  /** Forged or expired. */
  | { readonly outcome: "REFUSED" };

export interface Credentials {
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
}

export interface IssuedAccount {
  readonly signIn: SignIn;
  readonly setCookie: string;
}

export interface Authenticator {
  readonly mode: "local" | "oidc";
  /** @throws where the keys, or the provider's, could not be read */
  authenticate(credentials: Credentials): Promise<AuthOutcome>;
  /** A cookie for `accountId`, or for a new account; null where accounts come from a provider. */
  issue(accountId?: string): Promise<IssuedAccount | null>;
  /** The local account of the same browser, from before its writer signed in. */
  localAccount(cookie: string | undefined): Promise<string | null>;
}

/** The cookie of that kind, asking for the keys again where it names one that is not known yet. */
export async function readAccountCookie(
  keys: KeyRingHolder,
  isHttps: boolean,
  kind: "local" | "sign_in",
  header: string | undefined,
): Promise<CookieOutcome | { readonly outcome: "NONE" }> {
  const nameOf = (ring: KeyRing) =>
    cookieName(ring.installationId, isHttps, kind === "local" ? "account" : "sign_in");
  let ring = await keys.load();
  const value = readCookie(header, nameOf(ring));
  if (value === null || value === "") return { outcome: value === null ? "NONE" : "INVALID" };
  const verified = await verifyCookie(ring, nameOf(ring), value, nowSeconds(), kind);
  if (verified.outcome !== "UNKNOWN_KEY") return verified;
  ring = await keys.reload();
  return verifyCookie(ring, nameOf(ring), value, nowSeconds(), kind);
}

/** As what a request's middleware takes it. */
export function authOutcome(read: Awaited<ReturnType<typeof readAccountCookie>>): AuthOutcome {
  if (read.outcome === "NONE") return { outcome: "ANONYMOUS" };
  if (read.outcome !== "VALID") return { outcome: "REFUSED" };
  return { outcome: "SIGNED_IN", signIn: read.signIn, isOld: read.isOld };
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
