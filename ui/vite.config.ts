/**
 * Builds the interface. Nothing is inlined into the page (the content security policy allows no
 * inline script or style, and no data: fonts).
 */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
