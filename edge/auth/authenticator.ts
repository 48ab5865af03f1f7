/** Who asks, in either mode: the account of a request's cookie or token. */
import type { PublicPlace } from "../http/public-place.ts";
import type { KeyRing, KeyRingHolder } from "./key-ring.ts";
import {
  type CookieKind,
  type CookieOutcome,
  COOKIE_LIFETIME_SECONDS,
  type SignIn,
  signCookie,
  verifyCookie,
} from "./account-cookie.ts";
import { clearCookie, cookieName, readCookie, setCookie } from "./cookies.ts";

export type AuthOutcome =
  | { readonly outcome: "SIGNED_IN"; readonly signIn: SignIn; readonly isOld: boolean }
  /** No cookie of this installation. */
  | { readonly outcome: "ANONYMOUS" }
  /** Forged or expired. */
  | { readonly outcome: "REFUSED" }
  /** Its address has tried so many tokens that another is not looked up before that. */
  | { readonly outcome: "TOO_MANY"; readonly retryAfterSeconds: number };

export interface Credentials {
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  /** Whose tries of tokens are counted; absent where no token comes along. */
  readonly address?: string;
}

export interface IssuedAccount {
  readonly signIn: SignIn;
  readonly setCookie: string;
}

export interface Authenticator {
  readonly mode: "local" | "oidc";
  /** @throws where the keys, or the provider's, could not be read */
  authenticate(credentials: Credentials): Promise<AuthOutcome>;
  /** A cookie for that browser, or for a new account; null where accounts come from a provider. */
  issue(browser?: LocalBrowser): Promise<IssuedAccount | null>;
  /** The local account of the same browser, from before its writer signed in. */
  localAccount(cookie: string | undefined): Promise<LocalBrowser | null>;
}

/** A browser of a local account: that account's own credential. */
export interface LocalBrowser {
  readonly accountId: string;
  readonly signInId: string | null;
}

const PURPOSES = { local: "account", sign_in: "sign_in", former: "former" } as const;

/** The Set-Cookie header of a browser's cookie, from now on. */
export async function writeAccountCookie(
  keys: KeyRingHolder,
  place: PublicPlace,
  kind: CookieKind,
  { accountId, signInId }: LocalBrowser,
): Promise<string> {
  const ring = await keys.load();
  const name = cookieName(ring.installationId, place, PURPOSES[kind]);
  const value = signCookie(ring, name, accountId, nowSeconds(), signInId);
  return setCookie(name, value, place, COOKIE_LIFETIME_SECONDS[kind]);
}

/** The Set-Cookie header that takes it away. */
export async function clearAccountCookie(
  keys: KeyRingHolder,
  place: PublicPlace,
  kind: CookieKind,
): Promise<string> {
  const { installationId } = await keys.load();
  return clearCookie(cookieName(installationId, place, PURPOSES[kind]), place);
}

/** The browser that such a cookie names; null where there is none that is good. */
export async function readLocalBrowser(
  keys: KeyRingHolder,
  place: PublicPlace,
  kind: "local" | "former",
  header: string | undefined,
): Promise<LocalBrowser | null> {
  const read = await readAccountCookie(keys, place, kind, header);
  return read.outcome === "VALID" ? read.signIn : null;
}

/** The cookie of that kind, asking for the keys again where it names one that is not known yet. */
export async function readAccountCookie(
  keys: KeyRingHolder,
  place: PublicPlace,
  kind: CookieKind,
  header: string | undefined,
): Promise<CookieOutcome | { readonly outcome: "NONE" }> {
  const nameOf = (ring: KeyRing) => cookieName(ring.installationId, place, PURPOSES[kind]);
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
