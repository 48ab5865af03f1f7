/** `/.well-known/security.txt` (RFC 9116): where to report a weakness of this installation. */
import type { Hono } from "hono";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";

/** RFC 9116 recommends less than a year. */
const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/** Nothing is served where the operator named nobody. */
export function mountSecurityTxt(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const { securityContact, publicUrl } = deps;
  if (securityContact === null) return;
  app.get("/.well-known/security.txt", () => {
    const expires = new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString();
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      "Preferred-Languages: en, zh",
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ];
    return new Response(`${lines.join("\n")}\n`, {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "max-age=86400" },
    });
  });
}
