/** `deno task edge` needs Deno and nothing else. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "../../../local/processes/free-port.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import { ApiClient } from "./client.ts";

test("deno task edge serves sessions with no Node.js on the PATH", async () => {
  await using database = await createDatabase();
  const port = await freePort();
  // The program itself: what stands in node_modules/.bin may be a script for Node.js.
  const deno = createRequire(import.meta.url).resolve("deno/package.json");
  const { process } = await startProcess({
    command: join(dirname(deno), "deno"),
    args: ["task", "edge"],
    env: {
      ...plainEnvironment(),
      PATH: "/nonexistent",
      PORT: String(port),
      DATABASE_URL: database.url,
    },
    readyLine: /Edge ready/,
    readyWithinMs: 60_000,
  });
  try {
    const client = new ApiClient(`http://127.0.0.1:${port}`);
    const session = await client.createSession();
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
  } finally {
    await process.stop("SIGTERM");
  }
});
