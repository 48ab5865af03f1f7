/**
 * The local account's cookie: `<account_id>.<issued>.<key_id>.<signature>`, signed with HMAC-SHA-256
 * over its name and the first three. `issued` is in seconds since 1970.
 */
import { base64Url, base64UrlToBytes } from "../http/encoding.ts";
import type { KeyRing } from "./key-ring.ts";

/** Browsers keep a cookie 400 days at most. */
const LIFETIME_SECONDS = 400 * 86_400;
/** A page renews a cookie that is older than this. */
const RENEW_AFTER_SECONDS = 30 * 86_400;
/** Clocks of several edges differ a little. */
const CLOCK_SKEW_SECONDS = 300;

export interface SignIn {
  readonly accountId: string;
  readonly keyId: string;
  readonly issuedAtSeconds: number;
}

export type CookieOutcome =
  | ({ readonly outcome: "VALID"; readonly isOld: boolean } & SignIn)
  | { readonly outcome: "UNKNOWN_KEY" | "INVALID" };

const SHAPE =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,12})\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

const encoder = new TextEncoder();

/** Carries the installation's id: cookies ignore ports, and two copies may run on one host. */
export function cookieName(installationId: string, isHttps: boolean): string {
  return `${isHttps ? "__Host-" : ""}genesis_${installationId.replaceAll("-", "").slice(0, 8)}`;
}

/** The value of a new cookie. */
export async function signCookie(
  ring: KeyRing,
  name: string,
  accountId: string,
  nowSeconds: number,
): Promise<string> {
  const signed = `${accountId}.${nowSeconds}.${ring.signing.keyId}`;
  const signature = await crypto.subtle.sign(
    "HMAC",
    ring.signing.key,
    encoder.encode(`${name}=${signed}`),
  );
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

export async function verifyCookie(
  ring: KeyRing,
  name: string,
  value: string,
  nowSeconds: number,
): Promise<CookieOutcome> {
  const [, accountId, issued, keyId, signature] = SHAPE.exec(value) ?? [];
  if (
    accountId === undefined ||
    issued === undefined ||
    keyId === undefined ||
    signature === undefined
  ) {
    return { outcome: "INVALID" };
  }
  const key = ring.keys.get(keyId);
  if (key === undefined) return { outcome: "UNKNOWN_KEY" };
  const bytes = base64UrlToBytes(signature);
  const signed = encoder.encode(`${name}=${accountId}.${issued}.${keyId}`);
  if (bytes === null || !(await crypto.subtle.verify("HMAC", key.key, bytes, signed))) {
    return { outcome: "INVALID" };
  }
  const issuedAtSeconds = Number(issued);
  const age = nowSeconds - issuedAtSeconds;
  if (age > LIFETIME_SECONDS || age < -CLOCK_SKEW_SECONDS) return { outcome: "INVALID" };
  return { outcome: "VALID", isOld: age > RENEW_AFTER_SECONDS, accountId, keyId, issuedAtSeconds };
}

/** The Set-Cookie header. */
export function setCookie(name: string, value: string, isHttps: boolean): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${LIFETIME_SECONDS}`];
  if (isHttps) attributes.push("Secure");
  return [`${name}=${value}`, ...attributes].join("; ");
}

/** The value of a cookie of a Cookie header; the first where a name comes twice. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const index = pair.indexOf("=");
    if (index > 0 && pair.slice(0, index).trim() === name) return pair.slice(index + 1).trim();
  }
  return null;
}
