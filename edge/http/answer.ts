/** JSON answers of the API. They belong to one account: no shared cache keeps them. */

export function json(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return jsonText(JSON.stringify(body), status, headers);
}

/** From here on the length is told, by which answers are bounded and compressed. */
const LARGE_CHARACTERS = 1_024;

/** Text that is JSON already, as SQL wrote it. */
export function jsonText(
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers };
  if (body.length <= LARGE_CHARACTERS) return new Response(body, { status, headers: all });
  const bytes = new TextEncoder().encode(body);
  return new Response(bytes, {
    status,
    headers: { ...all, "Content-Length": String(bytes.byteLength) },
  });
}

/** The same answer with these Set-Cookie headers. */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}
