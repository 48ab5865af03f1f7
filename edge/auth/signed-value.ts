/**
 * A value that comes back from a browser as it went: `<payload>.<key_id>.<signature>`, signed with
 * HMAC-SHA-256 over its name, its payload and the key's id.
 */
import { base64Url, base64UrlToBytes } from "../http/encoding.ts";
import type { KeyRing } from "./key-ring.ts";

export type SignedOutcome =
  | { readonly outcome: "VALID"; readonly payload: string; readonly keyId: string }
  | { readonly outcome: "UNKNOWN_KEY" | "INVALID" };

const SHAPE = /^(.+)\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;
const encoder = new TextEncoder();

/** @param payload of characters that a cookie may hold */
export async function signValue(ring: KeyRing, name: string, payload: string): Promise<string> {
  const signed = `${payload}.${ring.signing.keyId}`;
  const bytes = encoder.encode(`${name}=${signed}`);
  const signature = await crypto.subtle.sign("HMAC", ring.signing.key, bytes);
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

export async function verifyValue(
  ring: KeyRing,
  name: string,
  value: string,
): Promise<SignedOutcome> {
  const [, payload, keyId, signature] = SHAPE.exec(value) ?? [];
  if (payload === undefined || keyId === undefined || signature === undefined) {
    return { outcome: "INVALID" };
  }
  const key = ring.keys.get(keyId);
  if (key === undefined) return { outcome: "UNKNOWN_KEY" };
  const bytes = base64UrlToBytes(signature);
  const signed = encoder.encode(`${name}=${payload}.${keyId}`);
  return bytes !== null && (await crypto.subtle.verify("HMAC", key.key, bytes, signed))
    ? { outcome: "VALID", payload, keyId }
    : { outcome: "INVALID" };
}
