/** The built interface as the edge serves it: compressed as it was built, under its strict policy. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const CODINGS = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

export async function page(
  built: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = join(built, extname(path) === "" ? "/index.html" : path);
  // As the edge does: the form beside it that was compressed at the build.
  const encoding = CODINGS.find(
    ({ name, ending }) =>
      request.headers["accept-encoding"]?.includes(name) === true && existsSync(file + ending),
  );
  try {
    const bytes = await readFile(file + (encoding?.ending ?? ""));
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY,
      ...(encoding === undefined ? {} : { "Content-Encoding": encoding.name }),
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
