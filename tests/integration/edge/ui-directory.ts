/** A built interface small enough for a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

export function uiDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "genesis-ui-"));
  mkdirSync(join(path, "assets"));
  writeFileSync(join(path, "index.html"), "<!doctype html><title>Genesis Studio</title>");
  writeFileSync(join(path, "favicon.svg"), "<svg/>");
  writeFileSync(join(path, "assets", "main-4f3a.js"), "export {};");
  writeFileSync(join(path, "assets", "studio-81c2.js"), "export const word = 1;\n".repeat(200));
  writeFileSync(join(path, "assets", "serif-22aa.woff2"), "not text ".repeat(400));
  // Compressed when it was built, less than the edge would: what is sent shows whose it is.
  const ready = "export const ready = 1;\n".repeat(200);
  writeFileSync(join(path, "assets", "ready-77aa.js"), ready);
  writeFileSync(join(path, "assets", "ready-77aa.js.br"), brotliCompressSync(ready));
  writeFileSync(join(path, "assets", "ready-77aa.js.gz"), gzipSync(ready, { level: 0 }));
  writeFileSync(join(path, ".hidden"), "secret");
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
