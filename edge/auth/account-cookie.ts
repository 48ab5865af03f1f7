/**
 * What an account's cookie says, signed: `<account_id>.<issued>.<sign_in_id>`, in seconds since 1970;
 * from before local accounts' browsers had ids, theirs is `<account_id>.<issued>`. A former account's
 * cookie says whose browser this was before that account was taken into another.
 */
import type { BearerToken, ProgramToken } from "../database/database.ts";
import { browserIdOf } from "./account-id.ts";
import type { KeyRing } from "./key-ring.ts";
import { signValue, verifyValue } from "./signed-value.ts";

const DAY_SECONDS = 86_400;
/** Browsers keep a cookie 400 days at most. */
export const LOCAL_LIFETIME_SECONDS = 400 * DAY_SECONDS;
/** A writer signs in again after this; PostgreSQL knows the sign-in no longer then either. */
export const SIGN_IN_LIFETIME_DAYS = 30;
const SIGN_IN_LIFETIME_SECONDS = SIGN_IN_LIFETIME_DAYS * DAY_SECONDS;
/** How long a merge can be undone; undo_merge knows it too. */
const FORMER_LIFETIME_SECONDS = 30 * DAY_SECONDS;
/** A page renews a local account's cookie that is older than this. */
const RENEW_AFTER_SECONDS = 30 * DAY_SECONDS;
/** Clocks of several edges differ a little. */
const CLOCK_SKEW_SECONDS = 300;

/** Who asks, by which credential, and until when that is good. */
export interface SignIn {
  readonly accountId: string;
  /** The key that signed the cookie; null for a bearer token. */
  readonly keyId: string | null;
  /** The sign-in's row, which may end any time; null for a bearer token. */
  readonly signInId: string | null;
  /** Null for a cookie. */
  readonly token: BearerToken | null;
  /** Where a program asks, by a token of the account. */
  readonly program?: ProgramToken;
  readonly expiresAtSeconds: number;
  /** Set once PostgreSQL was asked whether the sign-in still holds. */
  isAsked: boolean;
  /** Caller.position */
  position?: string | null;
}

export type CookieKind = "local" | "sign_in" | "former";

export const COOKIE_LIFETIME_SECONDS: Readonly<Record<CookieKind, number>> = {
  local: LOCAL_LIFETIME_SECONDS,
  sign_in: SIGN_IN_LIFETIME_SECONDS,
  former: FORMER_LIFETIME_SECONDS,
};

export type CookieOutcome =
  | { readonly outcome: "VALID"; readonly isOld: boolean; readonly signIn: SignIn }
  | { readonly outcome: "UNKNOWN_KEY" | "INVALID" };

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const WITHOUT_ID = new RegExp(`^(${UUID})\\.(\\d{1,12})$`);
const WITH_ID = new RegExp(`^(${UUID})\\.(\\d{1,12})\\.(${UUID})$`);

/** The value of a new cookie; without `signInId` one as they were before browsers had ids. */
export function signCookie(
  ring: KeyRing,
  name: string,
  accountId: string,
  nowSeconds: number,
  signInId: string | null = null,
): string {
  const payload = [accountId, nowSeconds, ...(signInId === null ? [] : [signInId])].join(".");
  return signValue(ring, name, payload);
}

export async function verifyCookie(
  ring: KeyRing,
  name: string,
  value: string,
  nowSeconds: number,
  kind: CookieKind = "local",
): Promise<CookieOutcome> {
  const verified = verifyValue(ring, name, value);
  if (verified.outcome !== "VALID") return verified;
  const { payload } = verified;
  const matched = WITH_ID.exec(payload) ?? (kind === "local" ? WITHOUT_ID.exec(payload) : null);
  const [, accountId, issued, signInId] = matched ?? [];
  if (accountId === undefined || issued === undefined) return { outcome: "INVALID" };
  const lifetime = COOKIE_LIFETIME_SECONDS[kind];
  const age = nowSeconds - Number(issued);
  if (age > lifetime || age < -CLOCK_SKEW_SECONDS) return { outcome: "INVALID" };
  return {
    outcome: "VALID",
    // Also where its key was retired: it must not depend on that one for long.
    isOld:
      age > RENEW_AFTER_SECONDS || signInId === undefined || verified.keyId !== ring.signing.keyId,
    signIn: {
      accountId,
      keyId: verified.keyId,
      signInId: signInId ?? (await browserIdOf(accountId, issued)),
      token: null,
      expiresAtSeconds: Number(issued) + lifetime,
      isAsked: false,
    },
  };
}
