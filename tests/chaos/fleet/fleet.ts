/**
 * A studio in three regions, each part a process of its own: a primary and two replicas, two edges a
 * region, two relays, two callbacks, a flow worker, Kafka, Prefect on a server of its own, and a Valkey
 * that carries the wakes of the region that is furthest away.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKafka } from "../../provision/kafka/kafka-broker.ts";
import { startOwnPrefect } from "../../provision/own-prefect.ts";
import { startPostgresServer } from "../../provision/postgres-server.ts";
import { type RoleOptions, type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { startValkey } from "../../provision/valkey.ts";
import { type FleetCluster, startFleetCluster } from "./cluster.ts";
import { type Region, anyOf, startRegion } from "./region.ts";

export interface Fleet extends AsyncDisposable {
  readonly cluster: FleetCluster;
  readonly regions: readonly Region[];
  readonly relays: readonly RoleProcess[];
  readonly callbacks: readonly RoleProcess[];
  readonly flows: RoleProcess;
  readonly wakes: RoleProcess;
  /** What it costs: the first processes of each part, by its name. */
  processes(): Readonly<Record<string, readonly number[]>>;
  /** Prefect's database. */
  readonly prefectUrl: string;
  /** The studio's, as its owner, on whichever server takes writes. */
  readonly databaseUrl: string;
}

export interface FleetOptions {
  readonly modelUrl: string;
  readonly model: string;
  say(line: string): void;
  readonly onEndedByItself: (how: string) => void;
}

const PARTITIONS = 2;

/** Resolves once every part serves. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { modelUrl, model, onEndedByItself } = options;
  const say = (line: string) => options.say(line);
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-fleet-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const place = (name: string) => {
    const made = join(directory, name);
    mkdirSync(made, { mode: 0o711 });
    return made;
  };
  const cluster = parts.use(await startFleetCluster(place("cluster")));
  say("a primary and two replicas run");
  const [other, kafka, valkey] = await Promise.all([
    startPostgresServer(place("other")),
    startKafka(),
    startValkey(),
  ]);
  for (const part of [other, kafka, valkey]) parts.use(part);
  const prefect = parts.use(await startOwnPrefect(directory, other.prefectUrl));
  say("Kafka, Valkey and Prefect run");
  const { servers, replicas } = cluster;
  const databaseUrl = anyOf(servers);
  const env = {
    DATABASE_URL: databaseUrl,
    PREFECT_API_URL: prefect.access.apiUrl,
    PREFECT_API_AUTH_STRING: prefect.access.authString ?? undefined,
    KAFKA_BROKERS: kafka.brokers.join(","),
    RELAY_PARTITIONS: String(PARTITIONS),
    GENESIS_DATA_DIR: directory,
    OPENAI_BASE_URL: modelUrl,
    GENESIS_MODEL: model,
  };
  const region = async (name: string, roundTripMs: number, beside: number | null, more = {}) =>
    parts.use(
      await startRegion({
        name,
        roundTripMs,
        servers,
        replica: beside === null ? null : (replicas[beside] ?? null),
        env: { ...env, ...more },
        directory,
        onEndedByItself,
      }),
    );
  const wakeUrl = { WAKE_URL: valkey.url };
  const regions = [
    await region("home", 0, null),
    await region("near", 80, 0),
    await region("far", 200, 1, wakeUrl),
  ];
  say("the edges of three regions serve");
  const role = async (kind: RoleOptions["role"], name: string, more = {}) => {
    const given = { ...env, ...more };
    const started = await roleProcess({ role: kind, name, env: given, directory, onEndedByItself });
    parts.use(started);
    await started.start(120_000);
    return started;
  };
  const several = (kind: RoleOptions["role"]) =>
    Promise.all([1, 2].map((n) => role(kind, `${kind}-${n}`)));
  const wakes = await role("wakes", "wakes", wakeUrl);
  const [relays, callbacks] = [await several("relay"), await several("callback")];
  const flows = await role("flows", "flows");
  const owned = parts.move();
  return {
    ...{ cluster, regions, relays, callbacks, flows, wakes },
    processes: () => ({
      ...Object.fromEntries(
        regions.map(({ name, edges }) => [`edges, ${name}`, edges.map(({ pid }) => pid)]),
      ),
      relays: relays.map(({ pid }) => pid),
      callbacks: callbacks.map(({ pid }) => pid),
      ...{ flows: [flows.pid], wakes: [wakes.pid] },
      ...{ primary: [servers[0].pid], replicas: replicas.map(({ pid }) => pid) },
      ...{ Kafka: [kafka.pid], "Prefect's server": [prefect.pid ?? 0] },
      "Prefect's PostgreSQL": [other.pid],
    }),
    prefectUrl: other.prefectUrl,
    databaseUrl,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
