/**
 * A primary and its streaming standby, each an embedded PostgreSQL of a directory. The standby begins as
 * a cold copy: the binaries come without pg_basebackup.
 */
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../local/postgres/embedded-postgres.ts";
import { mustRun } from "./must-run.ts";

export interface ReplicatedPostgres extends AsyncDisposable {
  readonly primary: EmbeddedPostgres;
  readonly standby: EmbeddedPostgres;
}

/** @param directory takes its files, and may hold what an earlier one left */
export function startServer(directory: string): Promise<EmbeddedPostgres> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings: ["fsync=off", "max_connections=200"],
  });
}

/** @param directory takes both, as `first` and `second`; the caller removes it */
export async function startReplicatedPostgres(directory: string): Promise<ReplicatedPostgres> {
  const home = (name: string) => join(directory, name);
  await using parts = new AsyncDisposableStack();
  const unmigrated = await startServer(home("first"));
  parts.defer(() => unmigrated.stop());
  await migrate(unmigrated.url);
  await unmigrated.stop();
  await copyServer(home("first"), home("second"));
  const primary = await startServer(home("first"));
  parts.defer(() => primary.stop());
  const { password, port } = new URL(primary.adminUrl);
  const files = join(home("second"), "postgres");
  writeFileSync(join(files, "standby.signal"), "");
  appendFileSync(
    join(files, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres password=${decodeURIComponent(password)}'\n`,
  );
  rmSync(join(home("second"), "postgres.port"), { force: true });
  const standby = await startServer(home("second"));
  parts.defer(() => standby.stop());
  const owned = parts.move();
  return { primary, standby, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Its files with owners and modes, while it does not run. */
export async function copyServer(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    if (name === "postgres") continue;
    cpSync(join(from, name), join(to, name));
  }
  await mustRun("cp", ["-a", join(from, "postgres"), to]);
}
