/**
 * `npm run gallery [-- PORT]`: every screen in each of its states, in every language and both themes,
 * at three widths, on one page. No other part runs: the states are those of the stand-in.
 */
import { createServer } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { LANGUAGES } from "#shared/statuses.ts";
import { startFakeServer } from "../testing/fake-server.ts";
import { galleryPage, preparePage, prepareScript, type Shown } from "./page.ts";
import { SCENARIOS } from "./scenarios.ts";

const THEMES = ["light", "dark"] as const;
const DEFAULT_PORT = 8_790;

const built = await mkdtemp(join(tmpdir(), "genesis-gallery-"));
await build({
  root: join(import.meta.dirname, ".."),
  logLevel: "warn",
  build: { outDir: built, emptyOutDir: true },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void rm(built, { recursive: true }).finally(() => process.exit()));
}

// A language and a theme are kept by origin: each pair has an origin of its own.
const shown: Shown[] = [];
for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    const extra = new Map([
      ["/prepare", { type: "text/html; charset=utf-8", body: preparePage }],
      ["/prepare.js", { type: "text/javascript", body: prepareScript({ language, theme }) }],
    ]);
    const server = await startFakeServer({ built, extra });
    for (const { name, prepare } of SCENARIOS) {
      // A shelf of its own for what is about the shelf.
      const own = name.startsWith("dashboard") ? await startFakeServer({ built, extra }) : server;
      const to = encodeURIComponent(prepare(own, language));
      shown.push({ name, language, theme, address: `${own.url}/prepare?to=${to}` });
    }
  }
}

const port = Number(process.argv[2] ?? DEFAULT_PORT);
createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(galleryPage(shown, searchParams));
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
