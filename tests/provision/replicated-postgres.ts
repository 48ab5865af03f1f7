/**
 * A primary and its streaming standbys, each an embedded PostgreSQL of a directory. A standby begins as
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
  readonly standbys: readonly EmbeddedPostgres[];
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

/**
 * @param directory takes them, the primary as `first`; the caller removes it
 * @param names of the standbys, as which the directory takes them
 */
export async function startReplicatedPostgres(
  directory: string,
  names: readonly string[] = ["second"],
): Promise<ReplicatedPostgres> {
  const home = (name: string) => join(directory, name);
  await using parts = new AsyncDisposableStack();
  const unmigrated = await startServer(home("first"));
  parts.defer(() => unmigrated.stop());
  await migrate(unmigrated.url);
  await unmigrated.stop();
  for (const name of names) await copyServer(home("first"), home(name));
  const primary = await startServer(home("first"));
  parts.defer(() => primary.stop());
  const standbys: EmbeddedPostgres[] = [];
  for (const name of names) {
    const files = join(home(name), "postgres");
    writeFileSync(join(files, "standby.signal"), "");
    appendFileSync(
      join(files, "postgresql.auto.conf"),
      `primary_conninfo = '${primaryConninfo(primary)} application_name=${name}'\n`,
    );
    rmSync(join(home(name), "postgres.port"), { force: true });
    const standby = await startServer(home(name));
    parts.defer(() => standby.stop());
    standbys.push(standby);
  }
  const owned = parts.move();
  return { primary, standbys, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** By which a standby follows it, as libpq has it. */
export function primaryConninfo({ adminUrl }: EmbeddedPostgres): string {
  const { password, port } = new URL(adminUrl);
  return `host=127.0.0.1 port=${port} user=postgres password=${decodeURIComponent(password)}`;
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
