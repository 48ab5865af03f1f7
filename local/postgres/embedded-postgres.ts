/** The embedded PostgreSQL: a real server on the loopback interface, its files in the data directory. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeOwnersFile } from "../lock/data-directory.ts";
import { type Child, type ChildExit, startChild } from "../processes/child.ts";
import { machineEnvironment } from "../processes/child-environment.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { pause } from "#runtime/work/pause.ts";
import { freePort, whyPortIsTaken } from "../processes/free-port.ts";
import { type PostgresBinaries, findPostgresBinaries } from "./binaries.ts";
import { initialiseCluster } from "./cluster.ts";
import { type PostgresCredentials, ensureDatabases, keptCredentials } from "./databases.ts";
import { asServerUser } from "./launch.ts";
import { endRunningServer } from "./left-server.ts";
import { findServerUser, letEnter } from "./server-user.ts";

export interface EmbeddedPostgres extends Stoppable {
  /** The database `genesis` as its owner. */
  readonly url: string;
  /** The database `prefect` as its owner. */
  readonly prefectUrl: string;
  /** The superuser's, to the database `postgres`. */
  readonly adminUrl: string;
  readonly pid: number;
  /** Settles when the server ends, for whatever reason. */
  readonly exited: Promise<ChildExit>;
  /** Fast shutdown: open transactions are rolled back, a checkpoint is written. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the files go: `postgres/`, its log and its record. */
  readonly directory: string;
  readonly logFile: string;
  readonly recordFile: string;
  /** Further settings, `name=value`. */
  readonly settings?: readonly string[];
  /** Another version's programs; absent: those that the studio brings. */
  readonly other?: { readonly binaries: PostgresBinaries; readonly version: number };
}

/** A small server for one studio; what is not named keeps PostgreSQL's default, fsync above all. */
const smallServer = [
  "shared_buffers=64MB",
  "max_connections=100",
  "max_wal_size=256MB",
  "autovacuum_max_workers=2",
  "io_method=sync",
  "max_logical_replication_workers=0",
  "jit=off",
  "log_min_messages=warning",
  "log_line_prefix=%m [%p] ",
  "unix_socket_directories=",
  "listen_addresses=127.0.0.1",
  "timezone=UTC",
  "log_timezone=UTC",
];

/**
 * Starts the server, makes what it lacks, and recovers what a kill -9 left: a stale
 * postmaster.pid, or a server that still runs from these files and is ended first.
 * @throws with the end of the server's log where it does not come up
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const binaries = options.other?.binaries ?? findPostgresBinaries();
  const user = findServerUser();
  const files = join(options.directory, "postgres");
  if (user !== null) letEnter(user, options.directory);
  const credentials = keptCredentials(options.directory);
  await endRunningServer(files);
  await initialiseCluster({
    binaries,
    user,
    files,
    password: credentials.superuser,
    hasBuiltinLocales: (options.other?.version ?? 18) >= 17,
  });
  const { child, port } = await startServer(options, files, (settings) =>
    asServerUser(user, binaries.postgres, ["-D", files, ...settings], files),
  );
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown.
    await child.stop("SIGINT", 6_000);
  };
  const server = { ...urls(credentials, port), pid: child.pid, exited: child.exited, stop };
  try {
    await ensureDatabases(server.adminUrl, credentials);
  } catch (error) {
    await stop();
    throw error;
  }
  return server;
}

function urls(credentials: PostgresCredentials, port: number) {
  const url = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: url("genesis_owner", credentials.owner, "genesis"),
    prefectUrl: url("prefect", credentials.prefect, "prefect"),
    adminUrl: url("postgres", credentials.superuser, "postgres"),
  };
}

/** The database `genesis` of a server that runs from `directory`, as its owner. */
export function embeddedUrl(directory: string): string {
  return urlsOf(directory).url;
}

/** The same server's superuser, for whoever looks after all of its databases. */
export function embeddedAdminUrl(directory: string): string {
  return urlsOf(directory).adminUrl;
}

function urlsOf(directory: string) {
  const port = Number(readFileSync(join(directory, "postgres.port"), "utf8"));
  return urls(keptCredentials(directory), port);
}

/** What a start may meet and gets over: the port was taken meanwhile, old processes still end. */
const startAttempts = 20;

async function startServer(
  options: EmbeddedPostgresOptions,
  files: string,
  launch: (settings: readonly string[]) => { command: string; args: readonly string[] },
): Promise<{ child: Child; port: number }> {
  let port = await keptPort(options.directory);
  for (let attempt = 1; ; attempt += 1) {
    const own = smallServer.filter((setting) => isKnown(setting, options.other?.version ?? 18));
    const settings = [...own, ...(options.settings ?? []), `port=${port}`];
    const flags = settings.flatMap((setting) => ["-c", setting]);
    const child = await startChild({
      ...launch(flags),
      env: { ...machineEnvironment(process.env), LC_ALL: "C", TZ: "UTC" },
      logFile: options.logFile,
      recordFile: options.recordFile,
    });
    if (await isReady(child, files)) {
      writeOwnersFile(join(options.directory, "postgres.port"), String(port));
      return { child, port };
    }
    if (attempt === startAttempts) {
      throw new Error(`PostgreSQL did not start. Its log ends with:\n${endOf(options.logFile)}`);
    }
    // "pre-existing shared memory block is still in use": a killed server's children notice soon.
    await pause(500);
    if ((await whyPortIsTaken("127.0.0.1", port)) !== null) port = await freePort();
  }
}

/** A setting that only newer servers have stops older ones. */
function isKnown(setting: string, version: number): boolean {
  return version >= 18 || !setting.startsWith("io_method=");
}

/** The port of the last time, so that what an operator wrote down stays true, else a free one. */
async function keptPort(directory: string): Promise<number> {
  try {
    const port = Number(readFileSync(join(directory, "postgres.port"), "utf8"));
    if (Number.isInteger(port) && port > 0 && (await whyPortIsTaken("127.0.0.1", port)) === null) {
      return port;
    }
  } catch {
    // The first start has none.
  }
  return freePort();
}

/** The server writes its state into postmaster.pid: its own pid in line 1, "ready" in line 8. */
async function isReady(child: Child, files: string): Promise<boolean> {
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  while (!ended) {
    const lines = readLines(join(files, "postmaster.pid"));
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return true;
    await pause(20);
  }
  return false;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

function endOf(logFile: string): string {
  return readLines(logFile).slice(-15).join("\n").trim();
}
