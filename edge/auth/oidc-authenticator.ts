/** `AUTH_MODE=oidc`: a sign-in's cookie, or a bearer token of the provider's. */
import type { PublicPlace } from "../http/public-place.ts";
import {
  type AuthOutcome,
  type Authenticator,
  authOutcome,
  readAccountCookie,
  readLocalBrowser,
} from "./authenticator.ts";
import type { KeyRingHolder } from "./key-ring.ts";
import type { OidcProvider } from "./oidc-provider.ts";

const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

export function createOidcAuthenticator(
  keys: KeyRingHolder,
  provider: OidcProvider,
  place: PublicPlace,
): Authenticator {
  return {
    mode: "oidc",
    async authenticate({ cookie, authorization }) {
      // Whoever sends a token means it: a cookie beside it does not make up for a wrong one.
      return authorization === undefined
        ? authOutcome(await readAccountCookie(keys, place, "sign_in", cookie))
        : bearerOutcome(provider, authorization);
    },
    issue: () => Promise.resolve(null),
    localAccount: (cookie) => readLocalBrowser(keys, place, "local", cookie),
  };
}

async function bearerOutcome(provider: OidcProvider, authorization: string): Promise<AuthOutcome> {
  const jwt = BEARER.exec(authorization)?.[1];
  const identity = jwt === undefined ? null : await provider.verifyBearer(jwt);
  if (identity === null) return { outcome: "REFUSED" };
  const { accountId, expiresAtSeconds, ...token } = identity;
  return {
    outcome: "SIGNED_IN",
    isOld: false,
    signIn: { accountId, keyId: null, signInId: null, token, expiresAtSeconds, isAsked: false },
  };
}
