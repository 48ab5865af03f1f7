/** The process that embedded-postgres.test.ts kills: starts the server in its argument's directory. */
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../local/postgres/embedded-postgres.ts";

const directory = process.argv[2] ?? "";
const server = await startEmbeddedPostgres({
  directory,
  logFile: join(directory, "postgres.log"),
  recordFile: join(directory, "postgres.json"),
});
process.stdout.write(`${JSON.stringify({ url: server.url, pid: server.pid })}\n`);
setInterval(() => undefined, 60_000);
