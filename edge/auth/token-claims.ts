/** What kind of token a provider's JWT is: all of them are signed by the same keys. */
import type { JWTHeaderParameters, JWTPayload } from "jose";
import { z } from "zod";

/** A token says so of itself, by RFC 9068. */
const ACCESS_TOKEN_TYPES = new Set(["at+jwt", "application/at+jwt"]);
const LOGOUT_TOKEN_TYPES = new Set(["logout+jwt", "application/logout+jwt"]);
/** Says nothing. */
const PLAIN_TYPES = new Set(["jwt", "application/jwt"]);
/** Of these only ID tokens speak. */
const ID_TOKEN_CLAIMS = ["at_hash", "c_hash", "s_hash"];
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** What OpenID Connect lets a subject be, and enough for a session's name. */
const identifier = z.string().min(1).max(255);

export interface VerifiedToken {
  readonly header: JWTHeaderParameters;
  readonly claims: JWTPayload;
}

const bearerClaims = z.looseObject({
  sub: identifier,
  exp: z.number(),
  iat: z.number(),
  sid: identifier.optional(),
});

export type BearerClaims = z.infer<typeof bearerClaims>;

/** @returns null where it is no access token, or one that is not this client's alone to take */
export function bearerClaimsOf(token: VerifiedToken, clientId: string): BearerClaims | null {
  const { claims } = token;
  const parsed = bearerClaims.safeParse(claims);
  if (!parsed.success || claims["events"] !== undefined) return null;
  if (!isAccessToken(token, clientId)) return null;
  const audiences = audiencesOf(claims);
  const party = claims["azp"] ?? claims["client_id"];
  if (audiences.length > 1 && party !== clientId) return null;
  return parsed.data;
}

/** An ID token is for the client that asked for it: its audience is the client's id. */
function isAccessToken({ header, claims }: VerifiedToken, clientId: string): boolean {
  const type = typeOf(header);
  if (type !== null && ACCESS_TOKEN_TYPES.has(type)) return true;
  if (type !== null && !PLAIN_TYPES.has(type)) return false;
  // Keycloak names the kind in the payload, and puts a nonce into access tokens too.
  const kind = claims["typ"];
  if (kind !== undefined) return kind === "Bearer" && !audiencesOf(claims).includes(clientId);
  return (
    !audiencesOf(claims).includes(clientId) &&
    claims["nonce"] === undefined &&
    ID_TOKEN_CLAIMS.every((name) => claims[name] === undefined)
  );
}

const logoutClaims = z.looseObject({
  jti: identifier,
  iat: z.number(),
  exp: z.number(),
  sub: identifier.optional(),
  sid: identifier.optional(),
  nonce: z.undefined().optional(),
  events: z.looseObject({ [LOGOUT_EVENT]: z.record(z.string(), z.unknown()) }),
});

export type LogoutClaims = z.infer<typeof logoutClaims>;

/** OpenID Connect Back-Channel Logout 1.0, 2.6. @returns null where it is no logout token */
export function logoutClaimsOf(token: VerifiedToken, clientId: string): LogoutClaims | null {
  const type = typeOf(token.header);
  if (type !== null && !PLAIN_TYPES.has(type) && !LOGOUT_TOKEN_TYPES.has(type)) return null;
  const parsed = logoutClaims.safeParse(token.claims);
  if (!parsed.success) return null;
  const { sub, sid } = parsed.data;
  if (sub === undefined && sid === undefined) return null;
  const isOthersToo = audiencesOf(token.claims).length > 1;
  return isOthersToo && token.claims["azp"] !== clientId ? null : parsed.data;
}

function typeOf({ typ }: JWTHeaderParameters): string | null {
  return typ === undefined ? null : typ.toLowerCase();
}

function audiencesOf({ aud }: JWTPayload): readonly string[] {
  return Array.isArray(aud) ? aud : aud === undefined ? [] : [aud];
}
