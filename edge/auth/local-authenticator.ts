/** `AUTH_MODE=local`: an anonymous account in a signed cookie, new where the route gives one. */
import { LOCAL_LIFETIME_SECONDS, signCookie } from "./account-cookie.ts";
import type { AccountNews } from "./account-news.ts";
import { type Authenticator, authOutcome, nowSeconds, readAccountCookie } from "./authenticator.ts";
import { cookieName, setCookie } from "./cookies.ts";
import type { KeyRingHolder } from "./key-ring.ts";
import { uuidV7 } from "./uuid-v7.ts";

/** @param news knows the accounts that were taken into others */
export function createLocalAuthenticator(
  keys: KeyRingHolder,
  news: Pick<AccountNews, "mergedInto">,
  isHttps: boolean,
): Authenticator {
  return {
    mode: "local",
    async authenticate({ cookie }) {
      const auth = authOutcome(await readAccountCookie(keys, isHttps, "local", cookie));
      if (auth.outcome !== "SIGNED_IN") return auth;
      const accountId = news.mergedInto(auth.signIn.accountId);
      if (accountId === auth.signIn.accountId) return auth;
      // A page gives this browser a cookie of the account that it acts as.
      return { ...auth, isOld: true, signIn: { ...auth.signIn, accountId } };
    },
    async issue(accountId = uuidV7()) {
      const ring = await keys.load();
      const name = cookieName(ring.installationId, isHttps);
      const issuedAt = nowSeconds();
      const value = await signCookie(ring, name, accountId, issuedAt);
      return {
        signIn: {
          accountId,
          keyId: ring.signing.keyId,
          signInId: null,
          expiresAtSeconds: issuedAt + LOCAL_LIFETIME_SECONDS,
          isAsked: false,
        },
        setCookie: setCookie(name, value, isHttps, LOCAL_LIFETIME_SECONDS),
      };
    },
    localAccount: () => Promise.resolve(null),
  };
}
