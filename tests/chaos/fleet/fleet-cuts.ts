/** What is done to a fleet: its processes are killed and frozen, its replicas cut off and held back. */
import { pause } from "#runtime/work/pause.ts";
import type { EmbeddedPostgres } from "../../../local/postgres/embedded-postgres.ts";
import type { Cut } from "../cuts.ts";
import { ask } from "../recovery/servers.ts";
import { processCuts } from "../resume/system-cuts.ts";
import type { Fleet } from "./fleet.ts";

/** Beyond leases and beats (15 s) for what has them: who was stopped comes back as a zombie. */
const FREEZES_MS = { edge: 6_000, other: 20_000 } as const;

export function fleetCuts(fleet: Fleet): Cut[] {
  const { regions, relays, callbacks, flows, wakes, cluster } = fleet;
  const edges = regions.flatMap(({ edges }) => edges);
  return [
    ...edges.flatMap((edge) => processCuts(edge, 1, FREEZES_MS.edge)),
    ...relays.flatMap((relay) => processCuts(relay, 2, FREEZES_MS.other)),
    ...callbacks.flatMap((callback) => processCuts(callback, 2, FREEZES_MS.other)),
    ...processCuts(flows, 1, FREEZES_MS.other),
    ...processCuts(wakes, 1, FREEZES_MS.other),
    ...regions.flatMap(({ name, toReplica }): Cut[] =>
      toReplica === null
        ? []
        : [
            {
              kind: `way to the replica of ${name} cut`,
              target: `replica of ${name}`,
              weight: 1,
              run: async (random) => {
                toReplica.refuse();
                await pause(random.between(200, 4_000));
                toReplica.accept();
              },
            },
          ],
    ),
    ...cluster.replicas.map(
      (replica, n): Cut => ({
        kind: `replica ${n + 1} held back`,
        target: `replay of replica ${n + 1}`,
        weight: 2,
        run: async (random) => {
          await onReplica(replica, "pg_wal_replay_pause");
          await pause(random.between(500, 8_000));
          await onReplica(replica, "pg_wal_replay_resume");
        },
      }),
    ),
  ];
}

/** One that was promoted has nothing to hold back any more. */
function onReplica({ adminUrl }: EmbeddedPostgres, what: string): Promise<unknown> {
  return ask(adminUrl, (sql) =>
    sql.unsafe(`select ${what}() from (select where pg_is_in_recovery()) replica`),
  );
}
