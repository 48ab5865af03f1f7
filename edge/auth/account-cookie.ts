/**
 * What an account's cookie says, signed: a local account's `<account_id>.<issued>`, a sign-in's
 * `<account_id>.<issued>.<sign_in_id>`. `issued` is in seconds since 1970.
 */
import type { KeyRing } from "./key-ring.ts";
import { signValue, verifyValue } from "./signed-value.ts";

const DAY_SECONDS = 86_400;
/** Browsers keep a cookie 400 days at most. */
export const LOCAL_LIFETIME_SECONDS = 400 * DAY_SECONDS;
/** A writer signs in again after this; PostgreSQL knows the sign-in no longer then either. */
export const SIGN_IN_LIFETIME_DAYS = 30;
export const SIGN_IN_LIFETIME_SECONDS = SIGN_IN_LIFETIME_DAYS * DAY_SECONDS;
/** A page renews a local account's cookie that is older than this. */
const RENEW_AFTER_SECONDS = 30 * DAY_SECONDS;
/** Clocks of several edges differ a little. */
const CLOCK_SKEW_SECONDS = 300;

/** Who asks, by which credential, and until when that is good. */
export interface SignIn {
  readonly accountId: string;
  /** The key that signed the cookie; null for a bearer token. */
  readonly keyId: string | null;
  /** The sign-in's row, which may end any time; null for a local account and for a bearer token. */
  readonly signInId: string | null;
  readonly expiresAtSeconds: number;
  /** Set once PostgreSQL was asked whether the sign-in still holds. */
  isAsked: boolean;
}

export type CookieOutcome =
  | { readonly outcome: "VALID"; readonly isOld: boolean; readonly signIn: SignIn }
  | { readonly outcome: "UNKNOWN_KEY" | "INVALID" };

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const LOCAL = new RegExp(`^(${UUID})\\.(\\d{1,12})$`);
const SIGNED_IN = new RegExp(`^(${UUID})\\.(\\d{1,12})\\.(${UUID})$`);

/** The value of a new cookie; `signInId` where it is a sign-in's. */
export function signCookie(
  ring: KeyRing,
  name: string,
  accountId: string,
  nowSeconds: number,
  signInId: string | null = null,
): Promise<string> {
  const payload = [accountId, nowSeconds, ...(signInId === null ? [] : [signInId])].join(".");
  return signValue(ring, name, payload);
}

export async function verifyCookie(
  ring: KeyRing,
  name: string,
  value: string,
  nowSeconds: number,
  kind: "local" | "sign_in" = "local",
): Promise<CookieOutcome> {
  const verified = await verifyValue(ring, name, value);
  if (verified.outcome !== "VALID") return verified;
  const shape = kind === "local" ? LOCAL : SIGNED_IN;
  const [, accountId, issued, signInId] = shape.exec(verified.payload) ?? [];
  if (accountId === undefined || issued === undefined) return { outcome: "INVALID" };
  const lifetime = kind === "local" ? LOCAL_LIFETIME_SECONDS : SIGN_IN_LIFETIME_SECONDS;
  const age = nowSeconds - Number(issued);
  if (age > lifetime || age < -CLOCK_SKEW_SECONDS) return { outcome: "INVALID" };
  return {
    outcome: "VALID",
    // Also where its key was retired: it must not depend on that one for long.
    isOld: age > RENEW_AFTER_SECONDS || verified.keyId !== ring.signing.keyId,
    signIn: {
      accountId,
      keyId: verified.keyId,
      signInId: signInId ?? null,
      expiresAtSeconds: Number(issued) + lifetime,
      isAsked: false,
    },
  };
}
