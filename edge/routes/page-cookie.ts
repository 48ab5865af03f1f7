/** Whose a page is: it gives a cookie, replaces one that is good no longer, or asks for a sign-in. */
import type { SignIn } from "../auth/account-cookie.ts";
import { clearAccountCookie, readLocalBrowser, writeAccountCookie } from "../auth/authenticator.ts";
import type { EdgeContext, EdgeDeps } from "../requests/context.ts";
import { isUnavailable } from "#runtime/postgres/failure.ts";

export interface PageCookie {
  readonly isDatabaseReady: boolean;
  /** Empty where what came is good. */
  readonly setCookies: readonly string[];
  /** Accounts come from a provider, and nobody is signed in. */
  readonly isSignInNeeded: boolean;
}

const GOOD: PageCookie = { isDatabaseReady: true, setCookies: [], isSignInNeeded: false };

export async function pageCookie(c: EdgeContext, deps: EdgeDeps): Promise<PageCookie> {
  if (!isOpened(c)) return GOOD;
  try {
    const auth = await deps.authenticator.authenticate({
      cookie: c.req.header("cookie"),
      authorization: undefined,
    });
    const signIn = auth.outcome === "SIGNED_IN" ? auth.signIn : null;
    if (deps.authenticator.mode === "oidc") {
      const isSignedIn = signIn !== null && (await deps.accounts.signInStatus(signIn)).is_signed_in;
      return { ...GOOD, isSignInNeeded: !isSignedIn };
    }
    const isOld = auth.outcome === "SIGNED_IN" && auth.isOld;
    return { ...GOOD, setCookies: await localCookies(c, deps, signIn, isOld) };
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return { ...GOOD, isDatabaseReady: false };
  }
}

/**
 * Whether somebody opens the page. A service worker fetches it as well, for later: an answer to that
 * must not bring a cookie, which could take the place of one that came meanwhile, as by joining.
 */
function isOpened(c: EdgeContext): boolean {
  // A worker that passes a navigation on keeps its mode. Programs send none of these headers.
  const destination = c.req.header("sec-fetch-dest");
  return (
    destination === undefined ||
    destination === "document" ||
    c.req.header("sec-fetch-mode") === "navigate"
  );
}

async function localCookies(
  c: EdgeContext,
  deps: EdgeDeps,
  signIn: SignIn | null,
  isOld: boolean,
): Promise<readonly string[]> {
  const { keys, place } = deps;
  const status = signIn === null ? null : await statusOf(deps, signIn);
  if (signIn !== null && status?.is_signed_in === true) {
    return isOld ? [await writeAccountCookie(keys, place, "local", signIn)] : [];
  }
  // A merge that was undone elsewhere: the browser is its former account's again.
  const former = await readLocalBrowser(keys, place, "former", c.req.header("cookie"));
  const had = former === null ? null : await deps.accounts.signInStatus(former);
  if (former !== null && had?.is_signed_in === true) {
    return [
      await writeAccountCookie(keys, place, "local", former),
      await clearAccountCookie(keys, place, "former"),
    ];
  }
  const fresh = await deps.authenticator.issue();
  const cookies = fresh === null ? [] : [fresh.setCookie];
  // Whose account was taken into another keeps what undoes that; its own account goes before one that it joined.
  if (signIn !== null && status?.is_merged === true && had?.is_merged !== true) {
    cookies.push(await writeAccountCookie(keys, place, "former", signIn));
  }
  return cookies;
}

/** A page is shown without the database, and asks again by itself. */
async function statusOf(deps: EdgeDeps, signIn: SignIn) {
  try {
    return await deps.accounts.signInStatus(signIn);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return { is_signed_in: true, is_merged: false };
  }
}
