import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { PATIENCE_MS } from "./tests/provision/patience-ms.ts";

const ignored = ["**/node_modules/**", "**/.venv/**", "**/.data/**", "**/dist/**"];

/** As tests/provision/patience.ts has vi.waitFor wait. */
const expectSettings = { poll: { timeout: PATIENCE_MS } };
/** A whole test's, which may wait several times; it ends what hangs, and says nothing of how quick it is. */
const testTimeout = 3 * PATIENCE_MS;
const hookTimeout = testTimeout;
const setupFiles = ["tests/provision/patience.ts"];

export default defineConfig({
  test: {
    // Two at least: most of the tests wait for a server, a lock or a lease, and leave the core free.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          expect: expectSettings,
          setupFiles,
          include: ["{shared-types,runtime,edge,relay,callback,ui,local,bench}/**/*.test.{ts,tsx}"],
          exclude: ignored,
          testTimeout,
        },
      },
      {
        test: {
          name: "integration",
          expect: expectSettings,
          setupFiles,
          include: ["tests/{integration,provision,boundaries}/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/provision/global-setup.ts"],
          testTimeout,
          hookTimeout,
        },
      },
      {
        // The edge's tests once more, with the edge on Deno: those of HTTP and of the stream. Not
        // those that start none, or both, or look into the edge's own process.
        test: {
          name: "edge on Deno",
          expect: expectSettings,
          setupFiles,
          include: [
            "tests/integration/edge/{accounts,commands,errors,mcp,methods,no-500,pages}.test.ts",
            "tests/integration/edge/{route-matrix,validation,follow-sessions,allowed-hosts,settings,settings-test,account-export,novel-export,materials}.test.ts",
            "tests/integration/edge/{stream,stream-cuts,stream-outages,aborted-readers,unread-answers}.test.ts",
          ],
          exclude: ignored,
          env: { GENESIS_TEST_EDGE: "deno" },
          globalSetup: ["tests/provision/global-setup.ts"],
          testTimeout,
          hookTimeout,
        },
      },
      {
        test: {
          name: "e2e",
          expect: expectSettings,
          setupFiles,
          include: ["tests/{e2e,chaos}/**/*.test.ts"],
          exclude: ignored,
          // Each starts a whole studio and a browser: one at a time. `npm test` has the other
          // projects beside them (tests/run.ts).
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 2 * testTimeout,
          hookTimeout,
        },
      },
    ],
  },
});
