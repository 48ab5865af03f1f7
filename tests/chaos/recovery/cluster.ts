/** A primary and its standby behind one address, as an operator's own PostgreSQL has them. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  copyServer,
  startReplicatedPostgres,
  startServer,
} from "../../provision/replicated-postgres.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { ask, beSynchronous, followed } from "./servers.ts";

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
  await using parts = new AsyncDisposableStack();
  const servers = parts.use(await startReplicatedPostgres(directory));
  const [standby = servers.primary] = servers.standbys;
  let serving = servers.primary;
  // Whichever serves then.
  parts.defer(() => serving.stop());
  let servingName = "first";
  await beSynchronous(serving);
  await followed(serving, 1);
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
      await copyServer(home(servingName), home("kept"));
      serving = await startServer(home(servingName));
    },
    async restore() {
      await serving.stop();
      rmSync(join(home(servingName), "postgres"), { recursive: true });
      await copyServer(home("kept"), home(servingName));
      serving = await startServer(home(servingName));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
