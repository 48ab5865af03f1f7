/**
 * What the relay's chaos run cuts: real PostgreSQL and Kafka, edges, relays and callbacks as processes
 * of their own, each with a proxy of its own before either server. Prefect follows a script in this
 * process; its runs are played by scripted-flows.ts.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScriptedPrefect } from "../../integration/callback/scripted-prefect.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { type PostgresServer, startPostgresServer } from "../../provision/postgres-server.ts";
import { type Role, type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { type TcpProxy, startTcpProxy } from "../../provision/tcp-proxy.ts";

/** A process and the ways by which it reaches the servers. */
export interface Member {
  readonly process: RoleProcess;
  readonly postgres: TcpProxy;
  /** The edge knows no Kafka. */
  readonly kafka: TcpProxy | null;
}

export interface Outage {
  readonly server: "Kafka" | "PostgreSQL";
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RelaySystem extends AsyncDisposable {
  /** Logs and data. Removed in the end, unless `keepFiles` was called. */
  readonly directory: string;
  readonly postgres: PostgresServer;
  readonly kafka: KafkaBroker;
  readonly prefect: ScriptedPrefect;
  /** A way to PostgreSQL that is never cut; it leads on after a restart. */
  readonly databaseUrl: string;
  readonly edges: readonly Member[];
  readonly relays: readonly Member[];
  readonly callbacks: readonly Member[];
  /** What ended though nobody ended it: no cut may do that. */
  readonly endedByThemselves: readonly string[];
  /** While either server was away or frozen, by the machine's clock, which is PostgreSQL's as well. */
  readonly outages: readonly Outage[];
  /** Notes how long a server is away. */
  duringOutage(server: Outage["server"], work: () => Promise<void>): Promise<void>;
  /** Brings everything back that a cut has left behind. */
  mend(): Promise<void>;
  keepFiles(): void;
}

const COUNTS = { edge: 2, relay: 2, callback: 2 } as const;
const PARTITIONS = 3;

export async function startRelaySystem(): Promise<RelaySystem> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-"));
  const stack = new AsyncDisposableStack();
  let areFilesKept = false;
  stack.defer(() => {
    if (!areFilesKept) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    const postgres = stack.use(await startPostgresServer(directory));
    const proxyToPostgres = async () => stack.use(await startTcpProxy(() => postgres.port));
    const kafkaProxies: TcpProxy[] = [];
    let ports: readonly number[] = [];
    for (let place = 0; place < COUNTS.relay + COUNTS.callback; place += 1) {
      kafkaProxies.push(stack.use(await startTcpProxy(() => ports[place] ?? 0)));
    }
    const kafka = stack.use(
      await startKafka({
        proxyPorts: kafkaProxies.map((proxy) => proxy.port),
        // After a kill it reads its logs again, on a machine that is busy with the rest of this.
        readyWithinMs: 300_000,
      }),
    );
    ports = kafka.proxiedPorts;
    const prefect = new ScriptedPrefect();
    const prefectUrl = await prefect.start();
    stack.defer(() => prefect.stop());
    const endedByThemselves: string[] = [];

    const member = async (role: Role, name: string, kafkaProxy: TcpProxy | null) => {
      const proxy = await proxyToPostgres();
      const process = await roleProcess({
        role,
        name,
        directory,
        env: {
          DATABASE_URL: proxy.through(postgres.url),
          GENESIS_DATA_DIR: join(directory, name),
          RELAY_PARTITIONS: String(PARTITIONS),
          ...(kafkaProxy === null ? {} : { KAFKA_BROKERS: `127.0.0.1:${kafkaProxy.port}` }),
          ...(role === "callback" ? { PREFECT_API_URL: prefectUrl } : {}),
        },
        onEndedByItself: (how) => {
          endedByThemselves.push(`${how}: ${process.endOfLog().slice(-1_500)}`);
          process.launch().catch((error: unknown) => endedByThemselves.push(String(error)));
        },
      });
      stack.use(process);
      await process.start();
      return { process, postgres: proxy, kafka: kafkaProxy };
    };
    const members = (role: Role, count: number, isKafka: boolean) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          member(role, `${role}-${index + 1}`, isKafka ? (kafkaProxies.shift() ?? null) : null),
        ),
      );
    const edges = await members("edge", COUNTS.edge, false);
    const relays = await members("relay", COUNTS.relay, true);
    const callbacks = await members("callback", COUNTS.callback, true);
    const steady = await proxyToPostgres();
    const outages: Outage[] = [];
    const owned = stack.move();
    return {
      directory,
      postgres,
      kafka,
      prefect,
      databaseUrl: steady.through(postgres.url),
      edges,
      relays,
      callbacks,
      endedByThemselves,
      outages,
      async duringOutage(server, work) {
        const fromMs = Date.now();
        await work();
        outages.push({ server, fromMs, toMs: Date.now() });
      },
      async mend() {
        prefect.isDown = false;
        kafka.thaw();
        await postgres.start();
        for (const { process, postgres: way, kafka: other } of [
          ...edges,
          ...relays,
          ...callbacks,
        ]) {
          for (const proxy of [way, other]) {
            proxy?.slowBy(0);
            proxy?.accept();
          }
          process.thaw();
          await process.launch();
        }
      },
      keepFiles() {
        areFilesKept = true;
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
