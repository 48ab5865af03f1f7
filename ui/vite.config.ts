/**
 * Builds the interface. Nothing is inlined into the page (the content security policy allows no
 * inline script or style, and no data: fonts).
 */
import { join } from "node:path";
import { defineConfig } from "vite";
import { askedAtOnce } from "./build/asked-at-once.ts";
import { CHUNK_GROUPS } from "./build/chunks.ts";
import { compressed } from "./build/compressed.ts";
import { offlineShell, SERVICE_WORKER } from "./build/offline-shell.ts";
import { traditional } from "./build/traditional.ts";

const root = import.meta.dirname;

export default defineConfig({
  root,
  resolve: {
    alias: { "openapi-fetch": join(root, "models", "browser", "small-client.ts") },
  },
  plugins: [traditional(), askedAtOnce("/ui/start.tsx"), offlineShell(), compressed()],
  // Below a path of its host too: scripts and styles find the others beside them. The page's own links
  // are from the root, and the edge writes them where it answers below a path (edge/pages/assets.ts).
  experimental: {
    renderBuiltUrl: (_, { hostType }) => (hostType === "html" ? undefined : { relative: true }),
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        main: join(root, "index.html"),
        [SERVICE_WORKER]: join(root, "service-worker", "service-worker.ts"),
      },
      output: {
        // What every page needs comes in one piece: many small ones travel and compress worse.
        codeSplitting: { groups: CHUNK_GROUPS },
        // Its address is its scope: it lies at the root, and is checked again each time.
        entryFileNames: ({ name }) =>
          name === SERVICE_WORKER ? `${SERVICE_WORKER}.js` : "assets/[name]-[hash].js",
      },
    },
  },
});
