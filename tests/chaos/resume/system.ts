/**
 * The whole studio, each part a process of its own: PostgreSQL, Kafka, Valkey, Prefect server, edge,
 * relay, callback and flow worker, with a scripted model behind an OpenAI-compatible endpoint.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrefectServer } from "../../../local/prefect/prefect-server.ts";
import { startKafka } from "../../provision/kafka/kafka-broker.ts";
import { startOwnPrefect } from "../../provision/own-prefect.ts";
import { type PostgresServer, startPostgresServer } from "../../provision/postgres-server.ts";
import { type Valkey, startUpstashRest } from "../../provision/valkey.ts";
import { type Role, type RoleProcess, roleProcess } from "../../provision/role-processes.ts";

export interface System extends AsyncDisposable {
  readonly postgres: PostgresServer;
  readonly prefect: PrefectServer;
  readonly valkey: Valkey;
  readonly roles: Readonly<Record<Role, RoleProcess>>;
  /** Where logs are, until it is disposed of. */
  readonly directory: string;
}

export interface SystemOptions {
  readonly modelUrl: string;
  readonly model: string;
  /** The studio's database, where it is on another server than Prefect's. */
  readonly databaseUrl?: string;
  /** Further settings of Prefect's server, by their variables. */
  readonly prefectSettings?: Readonly<Record<string, string>>;
  /** Options of Node's for each part. */
  readonly nodeOptions?: string;
  readonly onEndedByItself: (how: string) => void;
}

/** Resolves once every part serves. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-resume-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const [postgres, kafka, redis] = await Promise.all([
    startPostgresServer(directory),
    startKafka(),
    startUpstashRest(),
  ]);
  for (const part of [postgres, kafka, redis]) parts.use(part);
  const prefect = parts.use(
    await startOwnPrefect(directory, postgres.prefectUrl, options.prefectSettings),
  );
  const env = {
    DATABASE_URL: options.databaseUrl ?? postgres.url,
    PREFECT_API_URL: prefect.access.apiUrl,
    PREFECT_API_AUTH_STRING: prefect.access.authString ?? undefined,
    KAFKA_BROKERS: kafka.brokers.join(","),
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redis.token,
    GENESIS_DATA_DIR: directory,
    OPENAI_BASE_URL: options.modelUrl,
    GENESIS_MODEL: options.model,
    ...(options.nodeOptions === undefined ? {} : { NODE_OPTIONS: options.nodeOptions }),
  };
  const role = async (name: Role) => {
    const { onEndedByItself } = options;
    const started = await roleProcess({ role: name, env, directory, onEndedByItself });
    parts.use(started);
    await started.start(120_000);
    return started;
  };
  const edge = await role("edge");
  const [relay, callback, flows] = await Promise.all(
    (["relay", "callback", "flows"] as const).map(role),
  );
  if (relay === undefined || callback === undefined || flows === undefined) throw new Error();
  const owned = parts.move();
  return {
    postgres,
    prefect,
    valkey: redis.valkey,
    roles: { edge, relay, callback, flows },
    directory,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
