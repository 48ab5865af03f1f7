/** Who asks: the account of a request's cookie, or a new one where the route gives one. */
import {
  type SignIn,
  cookieName,
  readCookie,
  setCookie,
  signCookie,
  verifyCookie,
} from "./account-cookie.ts";
import type { KeyRing, KeyRingHolder } from "./key-ring.ts";
import { uuidV7 } from "./uuid-v7.ts";

export type AuthOutcome =
  | { readonly outcome: "SIGNED_IN"; readonly signIn: SignIn; readonly isOld: boolean }
  /** No cookie of this installation. */
  | { readonly outcome: "ANONYMOUS" }
  /** Forged or expired. */
  | { readonly outcome: "REFUSED" };

export interface Authenticator {
  /** @throws where the keys could not be read because the database is away */
  authenticate(cookieHeader: string | undefined): Promise<AuthOutcome>;
  /** A cookie for `accountId`, or for a new account. */
  issue(accountId?: string): Promise<{ readonly signIn: SignIn; readonly setCookie: string }>;
}

export function createAuthenticator(keys: KeyRingHolder, isHttps: boolean): Authenticator {
  const nameOf = (ring: KeyRing) => cookieName(ring.installationId, isHttps);

  return {
    async authenticate(cookieHeader) {
      let ring = await keys.load();
      const value = readCookie(cookieHeader, nameOf(ring));
      if (value === null) return { outcome: "ANONYMOUS" };
      let verified = await verifyCookie(ring, nameOf(ring), value, nowSeconds());
      if (verified.outcome === "UNKNOWN_KEY") {
        ring = await keys.reload();
        verified = await verifyCookie(ring, nameOf(ring), value, nowSeconds());
      }
      if (verified.outcome !== "VALID") return { outcome: "REFUSED" };
      const { accountId, keyId, issuedAtSeconds, isOld } = verified;
      return { outcome: "SIGNED_IN", signIn: { accountId, keyId, issuedAtSeconds }, isOld };
    },
    async issue(accountId = uuidV7()) {
      const ring = await keys.load();
      const name = nameOf(ring);
      const issuedAtSeconds = nowSeconds();
      const value = await signCookie(ring, name, accountId, issuedAtSeconds);
      return {
        signIn: { accountId, keyId: ring.signing.keyId, issuedAtSeconds },
        setCookie: setCookie(name, value, isHttps),
      };
    },
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
