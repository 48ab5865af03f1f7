/**
 * An OpenID Connect provider, through `openid-client` and `jose`, which run on Node and Deno alike.
 * Its metadata is read at the first use and kept; while it is away only what needs it waits.
 */
import { createRemoteJWKSet, errors as jose, jwtVerify } from "jose";
import * as client from "openid-client";
import { z } from "zod";
import { accountIdOf } from "./account-id.ts";
import { type VerifiedToken, bearerClaimsOf, logoutClaimsOf } from "./token-claims.ts";

export interface OidcConfig {
  /** As the provider writes it, a slash at its end included. */
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** What a bearer token must be meant for; null: none is taken. */
  readonly audience: string | null;
  readonly scope: string;
  /** The origin that browsers see. */
  readonly publicUrl: string;
}

/** What a visit to the provider must bring back. */
export interface Visit {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface ProvenWriter {
  readonly accountId: string;
  readonly name: string | null;
  readonly providerSid: string | null;
  readonly idToken: string;
}

export interface BearerIdentity {
  readonly accountId: string;
  readonly providerSid: string | null;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

/** Whose sign-ins the provider says have ended: an account's, one session's of its own, or both. */
export interface ProviderLogout {
  readonly accountId: string | null;
  readonly providerSid: string | null;
  /** `jti`: the token is good once. */
  readonly tokenId: string;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

/** The provider gave no answer, or none that can be read: a retry may help. */
export class ProviderUnavailable extends Error {
  readonly code = "PROVIDER_UNAVAILABLE";
}

export interface OidcProvider {
  readonly takesBearerTokens: boolean;
  /** Where to send the browser. @throws ProviderUnavailable */
  authorizationUrl(visit: Visit): Promise<string>;
  /** @throws ProviderUnavailable @returns null where the answer proves nothing */
  finish(visit: Visit, query: string): Promise<ProvenWriter | null>;
  /** Where to send the browser after it signed out here; null: the provider has no such place. */
  endSessionUrl(idToken: string | null): Promise<string | null>;
  /** @throws ProviderUnavailable @returns null for a wrong, foreign or expired token */
  verifyBearer(token: string): Promise<BearerIdentity | null>;
  /** The account, and the provider's session where it names one, of a back-channel logout. */
  verifyLogout(token: string): Promise<ProviderLogout | null>;
}

export const CALLBACK_PATH = "/sign-in/callback";
export const SIGNED_OUT_PATH = "/signed-out";

/** Seconds by which the provider's clock may differ. */
const CLOCK_TOLERANCE = 30;
const PROVIDER_TIMEOUT_SECONDS = 10;
/** A provider that could not be read is asked again after this at the earliest. */
const JWKS_COOLDOWN_MS = 5_000;
/** An older token is refused: as long as a sign-in lasts, and as long as ended ones are remembered. */
const MAX_BEARER_AGE_SECONDS = 30 * 86_400;
/** What a provider signs with a key of its JWKS; `none` and shared secrets are not among them. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const displayName = z.object({
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
});

export function newVisit(): Visit {
  return {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  };
}

export function createOidcProvider(config: OidcConfig): OidcProvider {
  const redirectUri = config.publicUrl + CALLBACK_PATH;
  let discovered: Promise<Discovered> | null = null;

  function provider(): Promise<Discovered> {
    discovered ??= discover(config).catch((error: unknown) => {
      discovered = null;
      throw unavailable(error);
    });
    return discovered;
  }

  async function verify(token: string, audience: string): Promise<VerifiedToken | null> {
    const { keys } = await provider();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: config.issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        // Also refuses what was issued in the future.
        maxTokenAge: MAX_BEARER_AGE_SECONDS,
        requiredClaims: ["iat", "exp"],
      });
      return { header: protectedHeader, claims: payload };
    } catch (error) {
      if (isWrongToken(error)) return null;
      throw unavailable(error);
    }
  }

  return {
    takesBearerTokens: config.audience !== null,
    async authorizationUrl({ state, nonce, codeVerifier }) {
      const url = client.buildAuthorizationUrl((await provider()).configuration, {
        redirect_uri: redirectUri,
        scope: config.scope,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      return url.href;
    },
    async finish({ state, nonce, codeVerifier }, query) {
      const { configuration } = await provider();
      // Not the address that was asked for: behind a proxy that is another than browsers see.
      const answer = new URL(redirectUri + query);
      try {
        const tokens = await client.authorizationCodeGrant(configuration, answer, {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined || tokens.id_token === undefined) return null;
        const { name, preferred_username, email } = displayName.catch({}).parse(claims);
        return {
          accountId: await accountIdOf(config.issuer, claims.sub),
          name: name ?? preferred_username ?? email ?? null,
          providerSid: typeof claims["sid"] === "string" ? claims["sid"] : null,
          idToken: tokens.id_token,
        };
      } catch (error) {
        if (isRefusal(error)) return null;
        throw unavailable(error);
      }
    },
    async endSessionUrl(idToken) {
      const { configuration } = await provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const url = client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: config.publicUrl + SIGNED_OUT_PATH,
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      });
      return url.href;
    },
    async verifyBearer(jwt) {
      if (config.audience === null) return null;
      const token = await verify(jwt, config.audience);
      const claims = token === null ? null : bearerClaimsOf(token, config.clientId);
      if (claims === null) return null;
      return {
        accountId: await accountIdOf(config.issuer, claims.sub),
        providerSid: claims.sid ?? null,
        issuedAtSeconds: Math.floor(claims.iat),
        expiresAtSeconds: claims.exp,
      };
    },
    async verifyLogout(jwt) {
      const token = await verify(jwt, config.clientId);
      const claims = token === null ? null : logoutClaimsOf(token, config.clientId);
      if (claims === null) return null;
      const { sub, sid } = claims;
      return {
        accountId: sub === undefined ? null : await accountIdOf(config.issuer, sub),
        providerSid: sid ?? null,
        tokenId: claims.jti,
        issuedAtSeconds: Math.floor(claims.iat),
        expiresAtSeconds: Math.ceil(claims.exp),
      };
    },
  };
}

interface Discovered {
  readonly configuration: client.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

async function discover(config: OidcConfig): Promise<Discovered> {
  const issuer = new URL(config.issuer);
  // readEdgeConfig lets http:// pass on this machine only.
  const isInsecure = issuer.protocol === "http:";
  const found = await client.discovery(issuer, config.clientId, undefined, client.None(), {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    ...(isInsecure ? { execute: [client.allowInsecureRequests] } : {}),
  });
  const metadata = found.serverMetadata();
  const configuration = new client.Configuration(
    metadata,
    config.clientId,
    undefined,
    authentication(config.clientSecret, metadata.token_endpoint_auth_methods_supported),
  );
  configuration.timeout = PROVIDER_TIMEOUT_SECONDS;
  if (isInsecure) client.allowInsecureRequests(configuration);
  // The ID token's signature is checked as well, not only that it came over TLS.
  client.enableNonRepudiationChecks(configuration);
  if (metadata.jwks_uri === undefined) throw new Error("the provider names no jwks_uri");
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), {
    cooldownDuration: JWKS_COOLDOWN_MS,
    timeoutDuration: PROVIDER_TIMEOUT_SECONDS * 1_000,
  });
  return { configuration, keys };
}

/** `client_secret_basic` is what the specification takes where a provider names nothing. */
function authentication(secret: string | null, methods: readonly string[] | undefined) {
  if (secret === null) return client.None();
  const takesBasic = methods === undefined || methods.includes("client_secret_basic");
  return takesBasic ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

/** openid-client's codes for an answer that did not come, or is none. */
const NO_ANSWER = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
]);

/** What the provider, or somebody in its place, answered proves nothing. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof client.AuthorizationResponseError ||
    (error instanceof client.ResponseBodyError && error.status < 500) ||
    (error instanceof client.ClientError && !NO_ANSWER.has(error.code ?? ""))
  );
}

/** Any fault of the token itself; not of reading the keys. */
function isWrongToken(error: unknown): boolean {
  if (error instanceof jose.JWKSTimeout || error instanceof jose.JWKSInvalid) return false;
  // Its own class, without a narrower one: the keys' answer was no 200 or no JSON.
  return error instanceof jose.JOSEError && error.code !== "ERR_JOSE_GENERIC";
}

function unavailable(error: unknown): ProviderUnavailable {
  return new ProviderUnavailable("the OpenID Connect provider gave no answer", { cause: error });
}
