/**
 * `npm run gallery [-- PORT]`: every screen in each of its states, in every language and both themes,
 * at three widths, on one page. No other part runs: the states are those of the stand-in.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { startGallery } from "./gallery.ts";

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
const { url } = await startGallery(built, Number(process.argv[2] ?? DEFAULT_PORT));
console.log(url);
