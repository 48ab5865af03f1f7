/** A primary and its standby behind one address, as an operator's own PostgreSQL has them. */
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "../../../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../../local/postgres/embedded-postgres.ts";
import { pause } from "#runtime/work/pause.ts";
import { mustRun } from "../../provision/must-run.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";

export interface Cluster extends AsyncDisposable {
  /** The owner's, at the address that follows the primary. */
  readonly url: string;
  /** The primary is killed; its standby, which has every commit that was answered, takes its place. */
  failOver(): Promise<void>;
  /** Keeps what is there now. */
  keep(): Promise<void>;
  /** Brings back what was kept; all that was written since is gone. */
  restore(): Promise<void>;
}

/** @param directory takes their files; the caller removes it */
export async function startCluster(directory: string): Promise<Cluster> {
  const home = (name: string) => join(directory, name);
  const start = (name: string): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({
      directory: home(name),
      logFile: join(home(name), "postgres.log"),
      recordFile: join(home(name), "postgres.json"),
      settings: ["fsync=off", "max_connections=200"],
    });
  for (const name of ["first", "second"]) mkdirSync(home(name), { mode: 0o700 });
  await using parts = new AsyncDisposableStack();
  let serving = await start("first");
  // Whichever serves then.
  parts.defer(() => serving.stop());
  let servingName = "first";
  await migrate(serving.url);
  await serving.stop();
  await copied(home("first"), home("second"));
  serving = await start("first");
  const { password, port } = new URL(serving.adminUrl);
  const files = join(home("second"), "postgres");
  writeFileSync(join(files, "standby.signal"), "");
  appendFileSync(
    join(files, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres password=${decodeURIComponent(password)}'\n`,
  );
  rmSync(join(home("second"), "postgres.port"), { force: true });
  const standby = await start("second");
  parts.defer(() => standby.stop());
  await ask(serving.adminUrl, async (sql) => {
    await sql`alter system set synchronous_standby_names = '*'`;
    await sql`select pg_reload_conf()`;
    await until(async () => (await sql`select from pg_stat_replication`).length === 1);
  });
  const proxy = await startTcpProxy(() => Number(new URL(serving.url).port));
  parts.defer(() => proxy.stop());
  const owned = parts.move();
  return {
    url: proxy.through(serving.url),
    async failOver() {
      process.kill(serving.pid, "SIGQUIT");
      await serving.exited;
      await ask(standby.adminUrl, async (sql) => {
        await sql`select pg_promote()`;
      });
      serving = standby;
      servingName = "second";
      proxy.cut();
    },
    async keep() {
      await serving.stop();
      await copied(home(servingName), home("kept"));
      serving = await start(servingName);
    },
    async restore() {
      await serving.stop();
      rmSync(join(home(servingName), "postgres"), { recursive: true });
      await copied(home("kept"), home(servingName));
      serving = await start(servingName);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** With owners and modes. */
async function copied(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    if (name === "postgres") continue;
    cpSync(join(from, name), join(to, name));
  }
  await mustRun("cp", ["-a", join(from, "postgres"), to]);
}

async function ask(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 100) throw new Error("the standby does not follow its primary");
    await pause(100);
  }
}
