/** Cookies as headers: their names, and how they are set, cleared and read. */
import type { PublicPlace } from "../http/public-place.ts";

export type CookiePurpose =
  /** A local account. */
  | "account"
  /** A sign-in through a provider. */
  | "sign_in"
  /** The account that this browser had before that was taken into another. */
  | "former"
  /** How far this browser has seen, where there is a replica. */
  | "seen"
  /** What one visit to the provider must bring back; several may be under way. */
  | `visit_${string}`;

/** Carries the installation's id: cookies ignore ports, and two copies may run on one host. */
export function cookieName(
  installationId: string,
  place: PublicPlace,
  purpose: CookiePurpose = "account",
): string {
  const base = `${prefixOf(place)}genesis_${installationId.replaceAll("-", "").slice(0, 8)}`;
  return purpose === "account" ? base : `${base}_${purpose}`;
}

/** `__Host-` is for cookies of a whole host. */
function prefixOf({ isHttps, base }: PublicPlace): string {
  if (!isHttps) return "";
  return base === "" ? "__Host-" : "__Secure-";
}

/** The Set-Cookie header. */
export function setCookie(
  name: string,
  value: string,
  place: PublicPlace,
  maxAgeSeconds: number,
): string {
  const attributes = [
    `Path=${place.base === "" ? "/" : place.base}`,
    "HttpOnly",
    "SameSite=Lax",
    `Max-Age=${maxAgeSeconds}`,
  ];
  if (place.isHttps) attributes.push("Secure");
  return [`${name}=${value}`, ...attributes].join("; ");
}

/** The Set-Cookie header that takes a cookie away. */
export function clearCookie(name: string, place: PublicPlace): string {
  return setCookie(name, "", place, 0);
}

/** The value of a cookie of a Cookie header; the first where a name comes twice. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const index = pair.indexOf("=");
    if (index > 0 && pair.slice(0, index).trim() === name) return pair.slice(index + 1).trim();
  }
  return null;
}
