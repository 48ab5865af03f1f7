/** Ids that follow from names: the same on every edge, without a look-up. */
import { hex } from "../http/encoding.ts";

/**
 * The account of a writer whom a provider knows, of what OpenID Connect says identifies somebody: the
 * issuer together with the subject. Another issuer's same subject is another account.
 */
export function accountIdOf(issuer: string, subject: string): Promise<string> {
  return nameBasedId([issuer, subject]);
}

/** The browser of a local account's cookie from before browsers had ids. */
export function browserIdOf(accountId: string, issuedSeconds: string): Promise<string> {
  return nameBasedId(["browser", accountId, issuedSeconds]);
}

/** A UUIDv8 (RFC 9562, B.2: name-based, SHA-256). */
async function nameBasedId(names: readonly string[]): Promise<string> {
  const name = new TextEncoder().encode(JSON.stringify(names));
  const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", name)));
  const variant = (Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8;
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    variant.toString(16) + digest.slice(17, 20),
    digest.slice(20, 32),
  ].join("-");
}
