/** The oldest PostgreSQL that the studio takes, which lacks most of what newer ones have. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrate } from "../../local/migrate/migrate.ts";
import { startEmbeddedPostgres } from "../../local/postgres/embedded-postgres.ts";
import { chosenPostgres } from "../provision/postgres-version.ts";
import { ApiClient } from "./edge/client.ts";
import { startTestEdge } from "./edge/test-edge.ts";

test("PostgreSQL 15 is migrated, and again, and takes a session's commands", async () => {
  const directory = mkdtempSync(join(tmpdir(), "genesis-older-"));
  const other = await chosenPostgres("15");
  const server = await startEmbeddedPostgres({
    ...(other === null ? {} : { other }),
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings: ["fsync=off"],
  });
  try {
    const logins = await migrate(server.url);
    expect(await migrate(server.url)).toEqual(logins);
    const edge = await startTestEdge(server.url);
    try {
      const client = new ApiClient(edge.url);
      const session = await client.createSession();
      const answer = await client.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" });
      expect(answer.status).toBe(202);
      expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
    } finally {
      await edge.stop();
    }
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
