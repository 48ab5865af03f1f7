/**
 * A Prefect server of the studio's own, as a child on a free port of the loopback interface. It
 * answers nobody without this installation's secret (docs/adr/0015).
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PrefectAccess, prefectAuthorization } from "#runtime/prefect-access.ts";
import { keptSecret, writeOwnersFile } from "../lock/data-directory.ts";
import type { ChildSpec } from "../processes/child.ts";
import { machineEnvironment } from "../processes/child-environment.ts";
import { pause } from "#runtime/work/pause.ts";
import { freePort } from "../processes/free-port.ts";
import { watchedModule } from "../processes/python.ts";
import { superviseChild } from "../processes/supervised-child.ts";

export interface PrefectServer {
  readonly access: PrefectAccess;
  readonly pid: number | null;
  /** Resolves once the API answers; false where `signal` aborted before. */
  ready(signal: AbortSignal): Promise<boolean>;
  stop(graceMs: number): Promise<void>;
}

export interface PrefectServerOptions {
  /** Where its home, its address and its secret go. */
  readonly directory: string;
  /** A PostgreSQL database of its own, postgres://… */
  readonly databaseUrl: string;
  readonly logFile: string;
  readonly recordFile: string;
  readonly onRestart: (message: string) => void;
  /** Further settings of Prefect's, by their variables. */
  readonly settings?: Readonly<Record<string, string>>;
}

const addressFile = "prefect.url";
const passwordFile = "prefect.password";

/** How the server that runs from `directory` is asked, for whoever may read its files. */
export function localPrefectAccess(directory: string): PrefectAccess {
  const apiUrl = readFileSync(join(directory, addressFile), "utf8");
  return { apiUrl, apiKey: null, authString: authStringOf(directory) };
}

/** Made once, and kept where only the studio's user can read it. */
function authStringOf(directory: string): string {
  return `genesis:${keptSecret(join(directory, passwordFile))}`;
}

/** The port is chosen once: those who use the API are told its address at their start. */
export async function startPrefectServer(options: PrefectServerOptions): Promise<PrefectServer> {
  const home = join(options.directory, "prefect");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  writeOwnersFile(join(options.directory, addressFile), `${origin}/api`);
  const access = localPrefectAccess(options.directory);
  const spec: ChildSpec = {
    ...watchedModule("genesis_flows.prefect_server", ["--port", String(port)]),
    env: {
      ...machineEnvironment(process.env),
      ...serverSettings(home, options.databaseUrl),
      PREFECT_SERVER_API_AUTH_STRING: authStringOf(options.directory),
      // Its own: none at all would read as every one.
      PREFECT_SERVER_CORS_ALLOWED_ORIGINS: origin,
      ...options.settings,
    },
    cwd: home,
    logFile: options.logFile,
    recordFile: options.recordFile,
  };
  const child = await superviseChild({
    name: "The Prefect server",
    spec: async () => spec,
    onRestart: options.onRestart,
  });
  return {
    access,
    get pid() {
      return child.pid;
    },
    ready: (signal) => answers(access, signal),
    stop: (graceMs) => child.stop(graceMs),
  };
}

function serverSettings(home: string, databaseUrl: string): Record<string, string> {
  return {
    PREFECT_HOME: home,
    PREFECT_SERVER_DATABASE_CONNECTION_URL: databaseUrl.replace(
      /^postgres(ql)?:/,
      "postgresql+asyncpg:",
    ),
    // As many connections as by Prefect's own settings, but kept: of its fifteen it opens ten for one
    // request each and closes them after it, which takes longer than most requests do.
    PREFECT_SERVER_DATABASE_SQLALCHEMY_POOL_SIZE: "15",
    PREFECT_SERVER_DATABASE_SQLALCHEMY_MAX_OVERFLOW: "0",
    PREFECT_SERVER_ANALYTICS_ENABLED: "false",
    PREFECT_SERVER_UI_ENABLED: "false",
    PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED: "false",
    PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED: "false",
    PREFECT_SERVER_LOGGING_LEVEL: "WARNING",
    PREFECT_LOGGING_LEVEL: "WARNING",
    // No automations, no schedules, no pause that ends by itself, no history of events that anybody
    // reads: what would only poll and fill the database.
    PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED: "false",
    PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED: "false",
    PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED: "false",
    // What is said of tasks is written down together, not each word in a transaction of its own, in
    // the process that a writer waits for.
    PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE: "200",
    PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL: "2",
    // Runs that have ended go after a week, with their states, tasks and logs; nobody asks for them.
    PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED: "flow_runs",
    PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD: String(7 * 24 * 3_600),
    DO_NOT_TRACK: "1",
    PYTHONUNBUFFERED: "1",
  };
}

async function answers(access: PrefectAccess, signal: AbortSignal): Promise<boolean> {
  const headers = prefectAuthorization(access);
  while (!signal.aborted) {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(2_000)]);
    const isUp = await fetch(`${access.apiUrl}/health`, { headers, signal: inTime })
      .then((response) => response.ok)
      .catch(() => false);
    if (isUp) return true;
    await pause(100, signal);
  }
  return false;
}
