/** A PostgreSQL server of a test's own, to be stopped at once in the middle and started again. */
import { join } from "node:path";
import { migrate } from "../../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../local/postgres/embedded-postgres.ts";

export interface PostgresServer extends AsyncDisposable {
  /** The migrated database `genesis` as its owner, while it runs. */
  readonly url: string;
  /** The database `prefect` as its owner, while it runs. */
  readonly prefectUrl: string;
  /** Where it listens now; a proxy asks at each connection. */
  readonly port: number;
  /** Of the server's first process, under which all others are. */
  readonly pid: number;
  /** Again, after `stopImmediately`; from its files, as they were left. */
  start(): Promise<void>;
  /** PostgreSQL's immediate shutdown: no checkpoint, nobody is told; what was committed is recovered. */
  stopImmediately(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param directory takes its files; the caller removes it
 * @param migrated brings the database to a schema: this checkout's where absent
 */
export async function startPostgresServer(
  directory: string,
  migrated: (url: string) => Promise<unknown> = migrate,
): Promise<PostgresServer> {
  const options = {
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings: [
      // The machine's power is not cut: what a process wrote, the next one reads.
      "fsync=off",
      // A commit that was answered is in the log, which the end of the process does not take away.
      "synchronous_commit=on",
      "max_connections=200",
    ],
  };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  let isRunning = true;
  await migrated(server.url);
  const stop = async () => {
    if (isRunning) await server.stop();
    isRunning = false;
  };
  return {
    get url() {
      return server.url;
    },
    get prefectUrl() {
      return server.prefectUrl;
    },
    get port() {
      return Number(new URL(server.url).port);
    },
    get pid() {
      return server.pid;
    },
    async start() {
      if (isRunning) return;
      server = await startEmbeddedPostgres(options);
      isRunning = true;
    },
    async stopImmediately() {
      if (!isRunning) return;
      isRunning = false;
      process.kill(server.pid, "SIGQUIT");
      await server.exited;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
