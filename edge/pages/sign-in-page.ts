/** The edge's own words around signing in, where the interface cannot be shown. */
import { escapeHtml } from "./html.ts";
import { plainPage } from "./plain-page.ts";

export type SignInNotice = "SIGNED_OUT" | "REFUSED" | "VISIT_UNKNOWN" | "UNAVAILABLE";

const NOTICES: Readonly<Record<SignInNotice, readonly [zh: string, en: string]>> = {
  SIGNED_OUT: ["你已退出登录。书都好好保存着。", "You are signed out. Your books are safe."],
  REFUSED: ["登录没有完成。什么也没有改变。", "Signing in did not finish. Nothing has changed."],
  VISIT_UNKNOWN: [
    "这次登录已过期，或是在另一个浏览器里开始的。",
    "This sign-in is too old, or was begun in another browser.",
  ],
  UNAVAILABLE: [
    "登录服务暂时没有回应。请稍后再试。",
    "The sign-in service gives no answer. Try again in a moment.",
  ],
};

/** @param returnTo a path of this studio */
export function signInPage(notice: SignInNotice, returnTo: string): string {
  const [zh, en] = NOTICES[notice];
  const href = escapeHtml(`/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  return plainPage(`<p>${escapeHtml(zh)}</p>
<p lang="en">${escapeHtml(en)}</p>
<p><a href="${href}">登录 · <span lang="en">Sign in</span></a></p>`);
}
