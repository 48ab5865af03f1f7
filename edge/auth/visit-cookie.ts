/**
 * What a visit to the provider must bring back, and where its writer goes on then: in a signed
 * cookie of ten minutes, one a visit, so that two tabs do not undo each other.
 */
import type { PublicPlace } from "../http/public-place.ts";
import { z } from "zod";
import { base64Url, base64UrlToBytes } from "../http/encoding.ts";
import { nowSeconds } from "./authenticator.ts";
import { clearCookie, cookieName, readCookie, setCookie } from "./cookies.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Visit } from "./oidc-provider.ts";
import { signValue, verifyValue } from "./signed-value.ts";

const LIFETIME_SECONDS = 600;

const contents = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  startedAtSeconds: z.int(),
});

export interface StartedVisit extends Visit {
  readonly returnTo: string;
}

function nameOf(ring: KeyRing, place: PublicPlace, state: string): string {
  // Enough of it to tell a browser's own visits apart.
  return cookieName(ring.installationId, place, `visit_${state.slice(0, 12)}`);
}

/** The Set-Cookie header of a visit that begins now. */
export function visitCookie(ring: KeyRing, place: PublicPlace, visit: StartedVisit): string {
  const name = nameOf(ring, place, visit.state);
  const text = JSON.stringify({ ...visit, startedAtSeconds: nowSeconds() });
  const payload = base64Url(new TextEncoder().encode(text));
  return setCookie(name, signValue(ring, name, payload), place, LIFETIME_SECONDS);
}

/** @returns null where this browser began no such visit, or too long ago */
export function readVisit(
  ring: KeyRing,
  place: PublicPlace,
  header: string | undefined,
  state: string,
): StartedVisit | null {
  const name = nameOf(ring, place, state);
  const value = readCookie(header, name);
  const verified = value === null ? null : verifyValue(ring, name, value);
  if (verified?.outcome !== "VALID") return null;
  const bytes = base64UrlToBytes(verified.payload);
  if (bytes === null) return null;
  const visit = contents.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!visit.success || visit.data.state !== state) return null;
  return nowSeconds() - visit.data.startedAtSeconds > LIFETIME_SECONDS ? null : visit.data;
}

export function endVisit(ring: KeyRing, place: PublicPlace, state: string): string {
  return clearCookie(nameOf(ring, place, state), place);
}
