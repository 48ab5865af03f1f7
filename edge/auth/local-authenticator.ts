/** `AUTH_MODE=local`: an anonymous account in a signed cookie, new where the route gives one. */
import { LOCAL_LIFETIME_SECONDS } from "./account-cookie.ts";
import {
  type Authenticator,
  authOutcome,
  nowSeconds,
  readAccountCookie,
  writeAccountCookie,
} from "./authenticator.ts";
import type { KeyRingHolder } from "./key-ring.ts";
import { uuidV7 } from "./uuid-v7.ts";

export function createLocalAuthenticator(keys: KeyRingHolder, isHttps: boolean): Authenticator {
  return {
    mode: "local",
    async authenticate({ cookie }) {
      return authOutcome(await readAccountCookie(keys, isHttps, "local", cookie));
    },
    async issue(browser = { accountId: uuidV7(), signInId: uuidV7() }) {
      return {
        signIn: {
          ...browser,
          keyId: (await keys.load()).signing.keyId,
          token: null,
          expiresAtSeconds: nowSeconds() + LOCAL_LIFETIME_SECONDS,
          isAsked: false,
        },
        setCookie: await writeAccountCookie(keys, isHttps, "local", browser),
      };
    },
    localAccount: () => Promise.resolve(null),
  };
}
