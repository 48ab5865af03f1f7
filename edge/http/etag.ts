/** A strong ETag over a whole body, and what If-None-Match says of it. */
import { sha256 } from "./digest.ts";
import { base64Url } from "./encoding.ts";

export async function etagOf(body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return `"${base64Url(await sha256(body)).slice(0, 27)}"`;
}

/** RFC 9110: weak comparison, a list, or `*`. The tag of a coding says as much of the body as the plain one's. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === "*" || tag === etag || tag.replace(/-(?:br|gzip)"$/, '"') === etag);
}
