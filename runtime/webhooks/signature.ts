/**
 * Standard Webhooks' signature (https://www.standardwebhooks.com): HMAC-SHA256 over id, time and body, by
 * a secret that both sides have.
 */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;
const encoder = new TextEncoder();

/** Whose a stored secret is, for its encryption: it opens for no other webhook. */
export function secretPlace(webhookId: string): string {
  return `webhook ${webhookId}`;
}

/** `whsec_` and base64. */
export function newWebhookSecret(): string {
  return PREFIX + base64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}

/** @param at seconds since 1970 */
export async function signatureHeaders(
  secret: string,
  id: string,
  at: number,
  body: string,
): Promise<Readonly<Record<string, string>>> {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, encoder.encode(`${id}.${at}.${body}`));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${base64(new Uint8Array(signed))}`,
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
