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
import { addressOf, galleryPage, prepareFiles, type Shown } from "./page.ts";
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

// A language and a theme are kept by origin, and a shelf by server: each state has one of its own.
const shown: Shown[] = [];
for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    for (const scenario of SCENARIOS) {
      const server = await startFakeServer({ built, extra: prepareFiles({ language, theme }) });
      const address = addressOf(server.url, scenario.prepare(server, language), scenario);
      shown.push({ name: scenario.name, language, theme, address });
    }
  }
}

const port = Number(process.argv[2] ?? DEFAULT_PORT);
createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(galleryPage(shown, searchParams));
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
