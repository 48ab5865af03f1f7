/** A benchmark's own embedded PostgreSQL, migrated, in a directory that goes with it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { migrate } from "../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../local/postgres/embedded-postgres.ts";

export interface OwnDatabase extends AsyncDisposable {
  readonly server: EmbeddedPostgres;
  /** The database, as its owner. */
  readonly url: string;
  /** One connection as the owner. */
  readonly owner: Sql;
  /** One connection as an edge's are, under row-level security. */
  readonly app: Sql;
}

/** @param settings of the server, such as "max_connections=200" */
export async function startOwnDatabase(settings: readonly string[] = []): Promise<OwnDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "genesis-bench-"));
  const server = await startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings,
  });
  const { url } = server;
  await migrate(url);
  const connect = (connection: { role?: string }) =>
    postgres(url, { max: 1, connection, onnotice: () => {} });
  const [owner, app] = [connect({}), connect({ role: "genesis_app" })];
  return {
    server,
    url,
    owner,
    app,
    async [Symbol.asyncDispose]() {
      await Promise.all([owner.end({ timeout: 5 }), app.end({ timeout: 5 })]);
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Another database on the same server, migrated and of the same owner: its URL. */
export async function createSecondDatabase(
  { adminUrl, url }: EmbeddedPostgres,
  name: string,
): Promise<string> {
  const second = new URL(url);
  second.pathname = `/${name}`;
  const admin = postgres(adminUrl, { max: 1 });
  await admin.unsafe(`create database ${name} owner ${second.username}`);
  await admin.end();
  await migrate(second.href);
  return second.href;
}
