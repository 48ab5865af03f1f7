/** The cuts of the relay's chaos run, and how often each comes. */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { TcpProxy } from "../../provision/tcp-proxy.ts";
import type { Cut } from "../cuts.ts";
import type { Random } from "../random.ts";
import type { Member, RelaySystem } from "./relay-system.ts";

type Weights = Readonly<Record<string, number>>;

/** A role's process: how often it is killed, asked to end, stopped in its tracks. */
const lifeWeights: Readonly<Record<"relay" | "callback" | "edge", Weights>> = {
  relay: { killed: 6, ended: 2, frozen: 4 },
  callback: { killed: 3, ended: 1, frozen: 2 },
  edge: { killed: 2, ended: 1, frozen: 1 },
};

/** Its connections to one server. */
const wayWeights: Readonly<Record<"relay" | "callback" | "edge", Weights>> = {
  relay: { reset: 4, torn: 4, unanswered: 4, silenced: 3, halved: 2, slowed: 2, refused: 2 },
  callback: { reset: 2, torn: 1, unanswered: 1, silenced: 2, halved: 1, slowed: 1, refused: 1 },
  edge: { reset: 1, torn: 1, unanswered: 2, silenced: 1, halved: 1, slowed: 1, refused: 1 },
};

const pauseUpTo = (random: Random, ms: number) => pause(random.below(ms));

export function relayCuts(system: RelaySystem, complain: (what: string) => void): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const [role, members] of [
    ["relay", system.relays],
    ["callback", system.callbacks],
    ["edge", system.edges],
  ] as const) {
    for (const member of members) {
      cuts.push(...lifeCuts(role, member, lifeWeights[role], complain));
      cuts.push(...wayCuts(role, "PostgreSQL", member, member.postgres, wayWeights[role]));
      if (member.kafka !== null) {
        cuts.push(...wayCuts(role, "Kafka", member, member.kafka, wayWeights[role]));
      }
    }
  }
  return [...cuts, ...serverCuts(system)];
}

function lifeCuts(
  role: string,
  { process }: Member,
  weights: Weights,
  complain: (what: string) => void,
): readonly Cut[] {
  const cut = (what: string, run: Cut["run"]): Cut => ({
    kind: `${role} ${what}`,
    target: process.name,
    weight: weights[what] ?? 0,
    run,
  });
  return [
    cut("killed", async (random) => {
      await process.kill9();
      await pauseUpTo(random, 1_500);
      await process.launch();
    }),
    cut("ended", async (random) => {
      if (!(await process.terminate(20_000))) complain(`${process.name} did not end on SIGTERM`);
      await pauseUpTo(random, 500);
      await process.launch();
    }),
    // Longer than the lock's idle time-out now and then: it wakes after it lost it.
    cut("frozen", async (random) => {
      process.freeze();
      await pauseUpTo(random, 8_000);
      process.thaw();
    }),
  ];
}

function wayCuts(
  role: string,
  server: string,
  { process }: Member,
  proxy: TcpProxy,
  weights: Weights,
): readonly Cut[] {
  const cut = (what: string, run: Cut["run"]): Cut => ({
    kind: `${role}–${server} connections ${what}`,
    target: `${process.name} to ${server}`,
    weight: weights[what] ?? 0,
    run,
  });
  return [
    cut("reset", async () => proxy.cut()),
    cut("torn", async (random) => proxy.cutAfter(random.between(1, 6_000), "client")),
    // The other side has done what it was asked for, and its word is lost.
    cut("unanswered", async (random) => proxy.cutAfter(random.between(1, 300), "server")),
    cut("silenced", async () => proxy.blackHole()),
    cut("halved", async () => proxy.halfClose()),
    cut("slowed", async (random) => {
      proxy.slowBy(random.between(20, 300));
      await pauseUpTo(random, 4_000);
      proxy.slowBy(0);
    }),
    cut("refused", async (random) => {
      proxy.refuse();
      await pauseUpTo(random, 4_000);
      proxy.accept();
    }),
  ];
}

function serverCuts(system: RelaySystem): readonly Cut[] {
  return [
    {
      kind: "broker killed",
      target: "Kafka",
      weight: 3,
      run: (random) =>
        system.duringOutage("Kafka", async () => {
          await system.kafka.kill9();
          await pauseUpTo(random, 3_000);
          await system.kafka.start();
        }),
    },
    {
      kind: "broker frozen",
      target: "Kafka",
      weight: 2,
      run: (random) =>
        system.duringOutage("Kafka", async () => {
          system.kafka.freeze();
          await pauseUpTo(random, 6_000);
          system.kafka.thaw();
        }),
    },
    {
      kind: "PostgreSQL stopped at once",
      target: "PostgreSQL",
      weight: 4,
      run: (random) =>
        system.duringOutage("PostgreSQL", async () => {
          await system.postgres.stopImmediately();
          await pauseUpTo(random, 2_000);
          await system.postgres.start();
        }),
    },
    {
      kind: "PostgreSQL ended every connection",
      target: "PostgreSQL",
      weight: 3,
      run: () => endEveryConnection(system.postgres.url),
    },
    {
      kind: "Prefect away",
      target: "Prefect",
      weight: 2,
      async run(random) {
        system.prefect.isDown = true;
        await pauseUpTo(random, 5_000);
        system.prefect.isDown = false;
      },
    },
  ];
}

async function endEveryConnection(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
