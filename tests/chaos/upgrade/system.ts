/** Two releases of the studio's parts around one PostgreSQL, Kafka and Prefect, as an upgrade has them. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../local/processes/free-port.ts";
import { venvPython } from "../../../local/processes/python.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { startKafka } from "../../provision/kafka/kafka-broker.ts";
import { type PostgresServer, startPostgresServer } from "../../provision/postgres-server.ts";
import {
  type ControlledProcess,
  answersHttp,
  controlledProcess,
} from "../../provision/controlled-process.ts";
import { mustRun } from "../../provision/must-run.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import {
  type Role,
  type RoleProcess,
  roleProcess,
  roleScript,
} from "../../provision/role-processes.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";

const ROLES = ["edge", "relay", "callback", "flows"] as const;

export interface Release {
  readonly roles: Readonly<Record<Role, RoleProcess>>;
  /** Its `npm run migrate`. @throws with what it said where that ended with another code than 0 */
  migrate(): Promise<void>;
  /** In this order; resolves once each serves. */
  start(...roles: readonly Role[]): Promise<void>;
  /** By SIGTERM. @returns those that did not end in time */
  stop(...roles: readonly Role[]): Promise<Role[]>;
}

export interface UpgradeSystem extends AsyncDisposable {
  readonly postgres: PostgresServer;
  readonly older: Release;
  readonly newer: Release;
  /** Where writers go; requests from now on are served by that release's edge. */
  readonly origin: string;
  serveBy(release: Release): void;
}

export interface UpgradeSystemOptions {
  /** The older release's checkout. */
  readonly checkout: string;
  say(line: string): void;
}

/** The servers run, the database has the older release's schema, and no role runs yet. */
export async function startUpgradeSystem(options: UpgradeSystemOptions): Promise<UpgradeSystem> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-upgrade-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const migrateBy = (checkout: string) => async (url: string) => {
    const script = [roleScript(checkout, "migrate")];
    const env = { ...plainEnvironment(), DATABASE_URL: url, DATABASE_MIGRATE_URL: url };
    await mustRun(process.execPath, script, { cwd: checkout, env });
  };
  const [postgres, kafka] = await Promise.all([
    startPostgresServer(directory, migrateBy(options.checkout)),
    startKafka(),
  ]);
  for (const part of [postgres, kafka]) parts.use(part);
  const prefect = parts.use(await openPrefect(directory, postgres.prefectUrl));
  const env = {
    DATABASE_URL: postgres.url,
    PREFECT_API_URL: prefect.apiUrl,
    KAFKA_BROKERS: kafka.brokers.join(","),
    GENESIS_SECRET: randomBytes(32).toString("hex"),
    GENESIS_DATA_DIR: directory,
  };
  const release = async (name: string, checkout: string): Promise<Release> => {
    const onEndedByItself = (how: string) => options.say(`${how}, though nobody ended it`);
    const role = async (of: Role) => {
      const parameters = { role: of, name: `${name} ${of}`, env, directory, checkout };
      return parts.use(await roleProcess({ ...parameters, onEndedByItself }));
    };
    const [edge, relay, callback, flows] = [
      await role("edge"),
      await role("relay"),
      await role("callback"),
      await role("flows"),
    ];
    const roles = { edge, relay, callback, flows };
    return {
      roles,
      migrate: () => migrateBy(checkout)(postgres.url),
      start: async (...of) => {
        for (const started of of.length === 0 ? ROLES : of) await roles[started].start(120_000);
      },
      stop: async (...of) => {
        const late: Role[] = [];
        for (const stopped of of.length === 0 ? ROLES : of) {
          if (!(await roles[stopped].terminate())) late.push(stopped);
        }
        return late;
      },
    };
  };
  const older = await release("older", options.checkout);
  const newer = await release("newer", repositoryRoot);
  let serving = older;
  const proxy = await startTcpProxy(() => Number(new URL(serving.roles.edge.url).port));
  parts.defer(() => proxy.stop());
  const owned = parts.move();
  return {
    postgres,
    older,
    newer,
    origin: `http://127.0.0.1:${proxy.port}`,
    serveBy: (by) => {
      serving = by;
      proxy.cut();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** An operator's own server that asks nobody who they are: release 0.1.0 signs in nowhere. */
async function openPrefect(
  directory: string,
  databaseUrl: string,
): Promise<ControlledProcess & { readonly apiUrl: string }> {
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}/api`;
  const server = controlledProcess({
    name: "Prefect server",
    command: venvPython,
    args: ["-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", String(port)],
    env: {
      ...plainEnvironment(),
      PREFECT_HOME: join(directory, "prefect"),
      PREFECT_SERVER_DATABASE_CONNECTION_URL: databaseUrl.replace(
        /^postgres(ql)?:/,
        "postgresql+asyncpg:",
      ),
      PREFECT_SERVER_ANALYTICS_ENABLED: "false",
      PREFECT_SERVER_UI_ENABLED: "false",
      PREFECT_LOGGING_LEVEL: "WARNING",
      DO_NOT_TRACK: "1",
    },
    logFile: join(directory, "prefect.log"),
    isReady: () => answersHttp(`${apiUrl}/health`),
  });
  await server.start(120_000);
  return Object.assign(server, { apiUrl });
}
