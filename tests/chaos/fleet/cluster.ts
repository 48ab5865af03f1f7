/**
 * A primary and two replicas that follow it. A commit is answered once one of them has it, so the one
 * that has come further has every commit that was answered.
 */
import type { EmbeddedPostgres } from "../../../local/postgres/embedded-postgres.ts";
import { primaryConninfo, startReplicatedPostgres } from "../../provision/replicated-postgres.ts";
import { ask, beSynchronous, followed } from "../recovery/servers.ts";

/**
 * How far a replica is behind in what it shows: on one machine it would be there at once, and who read
 * from it without waiting would never see anything old.
 */
const REPLICA_BEHIND_MS = 150;

export interface FleetCluster extends AsyncDisposable {
  /** The primary of the beginning, and the replicas. */
  readonly servers: readonly [EmbeddedPostgres, ...EmbeddedPostgres[]];
  readonly replicas: readonly EmbeddedPostgres[];
  /**
   * The primary is killed, the replica that has come further is promoted, and the other one follows it.
   * Resolves once the promoted one takes writes.
   */
  failOver(): Promise<void>;
}

/** @param directory takes their files; the caller removes it */
export async function startFleetCluster(directory: string): Promise<FleetCluster> {
  const servers = await startReplicatedPostgres(directory, ["second", "third"]);
  const { primary, standbys } = servers;
  for (const server of [...standbys, primary]) await beSynchronous(server);
  await followed(primary, standbys.length);
  for (const standby of standbys) await beBehind(standby);
  return {
    servers: [primary, ...standbys],
    replicas: standbys,
    async failOver() {
      process.kill(primary.pid, "SIGQUIT");
      await primary.exited;
      const places = await Promise.all(
        standbys.map(async (standby) => ({ standby, place: await receivedBytes(standby) })),
      );
      const [promoted, ...others] = places
        .toSorted((one, other) => other.place - one.place)
        .map(({ standby }) => standby);
      if (promoted === undefined) throw new Error("there is no replica");
      // What it has not written to a standby it answers nobody: the other one must follow at once.
      await Promise.all([
        ask(promoted.adminUrl, (sql) => sql`select pg_promote()`),
        ...others.map((other) => follow(other, promoted)),
      ]);
    },
    [Symbol.asyncDispose]: () => servers[Symbol.asyncDispose](),
  };
}

function beBehind({ adminUrl }: EmbeddedPostgres): Promise<unknown> {
  return ask(adminUrl, async (sql) => {
    await sql.unsafe(`alter system set recovery_min_apply_delay = '${REPLICA_BEHIND_MS}ms'`);
    await sql`select pg_reload_conf()`;
  });
}

function receivedBytes({ adminUrl }: EmbeddedPostgres): Promise<number> {
  return ask(adminUrl, async (sql) => {
    const [row] = await sql<{ bytes: number }[]>`
      select (pg_last_wal_receive_lsn() - '0/0')::float8 as bytes`;
    return row?.bytes ?? 0;
  });
}

function follow(standby: EmbeddedPostgres, primary: EmbeddedPostgres): Promise<unknown> {
  return ask(standby.adminUrl, async (sql) => {
    await sql.unsafe(`alter system set primary_conninfo = '${primaryConninfo(primary)}'`);
    await sql`select pg_reload_conf()`;
  });
}
