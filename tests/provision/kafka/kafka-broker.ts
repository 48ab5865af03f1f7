/**
 * A real Kafka broker, one KRaft node on free ports of the loopback interface, with its files in a
 * temporary directory. It ends with the process that started it, however that one ends.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../local/processes/free-port.ts";
import { anyPython } from "../../../local/processes/python.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { mustRun } from "../must-run.ts";
import { isServing } from "./kafka-admin.ts";
import { type KafkaCredentials, securedListener } from "./kafka-listener.ts";
import { kafkaJars } from "./kafka-jars.ts";

export interface KafkaBroker extends AsyncDisposable {
  /** What KAFKA_BROKERS takes; the same over restarts. */
  readonly brokers: readonly string[];
  /** 0 while it does not run. */
  readonly pid: number;
  /** Where it was started with `secured`. */
  readonly credentials: KafkaCredentials | null;
  /** Where the clients of each proxy of `proxyPorts` really arrive, in their order. */
  readonly proxiedPorts: readonly number[];
  /** Again, after `kill9`; resolves once it serves. */
  start(): Promise<void>;
  /** Ends it at once: nothing is flushed or said to clients. */
  kill9(): Promise<void>;
  restart(): Promise<void>;
  /** Its sockets stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export interface KafkaBrokerOptions {
  /** Clients come by TLS and SASL alone. */
  readonly secured?: boolean;
  /**
   * Ports of proxies in front of it: a client that comes through one is told that one's address, not
   * the broker's own.
   */
  readonly proxyPorts?: readonly number[];
  /** How long a start may take: a minute where absent. */
  readonly readyWithinMs?: number;
}

export async function startKafka(options: KafkaBrokerOptions = {}): Promise<KafkaBroker> {
  const jars = await kafkaJars();
  const directory = mkdtempSync(join(tmpdir(), "genesis-kafka-"));
  const ports = { client: await freePort(), controller: await freePort(), inner: await freePort() };
  const port = ports.client;
  const proxies: ProxyListener[] = [];
  for (const proxyPort of options.proxyPorts ?? []) {
    proxies.push({ name: `PROXY${proxies.length}`, port: await freePort(), proxyPort });
  }
  const secured = options.secured === true ? await securedListener(directory) : null;
  const java = (main: string, ...args: readonly string[]) => [
    ...["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"],
    ...["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", `${jars}/*`, main, ...args],
  ];
  const properties = join(directory, "server.properties");
  const settings = serverProperties(directory, ports, proxies, secured?.properties ?? null);
  writeFileSync(properties, settings, { mode: 0o600 });
  const format = async () => {
    const cluster = randomBytes(16).toString("base64url");
    // As one word: an id may begin with a dash, which would be read as an option.
    const args = [
      "format",
      `--cluster-id=${cluster}`,
      "-c",
      properties,
      ...(secured?.formatArguments ?? []),
    ];
    await mustRun("java", java("kafka.tools.StorageTool", ...args));
  };

  let child: ChildProcess | null = null;
  const said: string[] = [];
  const start = async () => {
    child = launch(java("kafka.Kafka", properties), said);
    const deadline = Date.now() + (options.readyWithinMs ?? 60_000);
    const isUp = () => isServing(port, secured?.credentials ?? null);
    while (!(await isUp())) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`Kafka did not come up. It said:\n${said.join("")}`);
      }
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, "exit");
    ending.kill(signal);
    await exited;
  };
  const kill9 = () => end("SIGKILL");
  const stop = async () => {
    await kill9();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await format();
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    brokers: [`127.0.0.1:${port}`],
    get pid() {
      return child?.pid ?? 0;
    },
    credentials: secured?.credentials ?? null,
    proxiedPorts: proxies.map((proxy) => proxy.port),
    start,
    kill9,
    restart: async () => {
      await kill9();
      await start();
    },
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function launch(args: readonly string[], said: string[]): ChildProcess {
  const python = process.platform === "linux" ? anyPython() : null;
  const script = join(repositoryRoot, "local", "processes", "run_child.py");
  const parent = ["--signal", "SIGKILL", "--parent", String(process.pid)];
  const child =
    python === null
      ? spawn("java", args, { stdio: ["ignore", "pipe", "pipe"] })
      : spawn(python, ["-I", "-S", script, ...parent, "--", "/usr/bin/env", "java", ...args], {
          stdio: ["ignore", "pipe", "pipe"],
        });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  }
  child.on("error", (error) => said.push(String(error)));
  if (python === null) process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

interface ProxyListener {
  readonly name: string;
  readonly port: number;
  readonly proxyPort: number;
}

function serverProperties(
  directory: string,
  ports: { readonly client: number; readonly controller: number; readonly inner: number },
  proxies: readonly ProxyListener[],
  secured: Readonly<Record<string, string>> | null,
): string {
  const protocol = secured === null ? "PLAINTEXT" : "SASL_SSL";
  const address = {
    client: `CLIENT://127.0.0.1:${ports.client}`,
    controller: `CONTROLLER://127.0.0.1:${ports.controller}`,
    inner: `INNER://127.0.0.1:${ports.inner}`,
  };
  const properties = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@127.0.0.1:${ports.controller}`,
    listeners: [
      ...Object.values(address),
      ...proxies.map(({ name, port }) => `${name}://127.0.0.1:${port}`),
    ].join(","),
    "advertised.listeners": [
      address.client,
      address.inner,
      ...proxies.map(({ name, proxyPort }) => `${name}://127.0.0.1:${proxyPort}`),
    ].join(","),
    "listener.security.protocol.map": [
      `CLIENT:${protocol},CONTROLLER:PLAINTEXT,INNER:PLAINTEXT`,
      ...proxies.map(({ name }) => `${name}:PLAINTEXT`),
    ].join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "INNER",
    "log.dirs": join(directory, "logs"),
    // One node: nothing is replicated, and a group is served as soon as its first member is there.
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "2",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    // How long after a kill the controller still takes it for alive and refuses its successor.
    "broker.session.timeout.ms": "2500",
    "broker.heartbeat.interval.ms": "500",
    "auto.create.topics.enable": "false",
    "num.network.threads": "2",
    "num.io.threads": "2",
    "log.cleaner.dedupe.buffer.size": "16777216",
    "log.cleaner.threads": "1",
    ...secured,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
