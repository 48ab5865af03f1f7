/** `AUTH_MODE=local`: an anonymous account in a signed cookie, new where the route gives one. */
import type { PublicPlace } from "../http/public-place.ts";
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

export function createLocalAuthenticator(keys: KeyRingHolder, place: PublicPlace): Authenticator {
  return {
    mode: "local",
    async authenticate({ cookie }) {
      return authOutcome(await readAccountCookie(keys, place, "local", cookie));
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
        setCookie: await writeAccountCookie(keys, place, "local", browser),
      };
    },
    localAccount: () => Promise.resolve(null),
  };
}
