/** A Prefect server of the studio's own, as a child on a free port of the loopback interface. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildSpec } from "../processes/child.ts";
import { delay } from "../processes/delay.ts";
import { freePort } from "../processes/free-port.ts";
import { watchedModule } from "../processes/python.ts";
import { superviseChild } from "../processes/supervised-child.ts";

export interface PrefectServer {
  /** What PREFECT_API_URL takes. */
  readonly apiUrl: string;
  readonly pid: number | null;
  /** Resolves once the API answers; false where `signal` aborted before. */
  ready(signal: AbortSignal): Promise<boolean>;
  stop(graceMs: number): Promise<void>;
}

export interface PrefectServerOptions {
  /** Where its home goes. */
  readonly directory: string;
  /** A PostgreSQL database of its own, postgres://… */
  readonly databaseUrl: string;
  readonly logFile: string;
  readonly recordFile: string;
  readonly onRestart: (message: string) => void;
}

/** For whoever looks into a running studio from outside. */
const addressFile = "prefect.url";

/** What PREFECT_API_URL takes, of the server that runs from `directory`. */
export function prefectApiUrlOf(directory: string): string {
  return readFileSync(join(directory, addressFile), "utf8");
}

/** The port is chosen once: those who use the API are told its address at their start. */
export async function startPrefectServer(options: PrefectServerOptions): Promise<PrefectServer> {
  const home = join(options.directory, "prefect");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}/api`;
  writeFileSync(join(options.directory, addressFile), apiUrl);
  const launch = watchedModule("prefect", [
    ...["server", "start", "--host", "127.0.0.1", "--port", String(port), "--no-ui"],
    ...["--analytics-off", "--no-scheduler", "--no-late-runs"],
  ]);
  const spec: ChildSpec = {
    ...launch,
    env: { ...environmentWithoutPrefect(), ...serverSettings(home, options.databaseUrl) },
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
    apiUrl,
    get pid() {
      return child.pid;
    },
    ready: (signal) => answers(`${apiUrl}/health`, signal),
    stop: (graceMs) => child.stop(graceMs),
  };
}

/** A developer's own Prefect settings are not this server's. */
export function environmentWithoutPrefect(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("PREFECT_")),
  );
}

function serverSettings(home: string, databaseUrl: string): Record<string, string> {
  return {
    PREFECT_HOME: home,
    PREFECT_SERVER_DATABASE_CONNECTION_URL: databaseUrl.replace(
      /^postgres(ql)?:/,
      "postgresql+asyncpg:",
    ),
    PREFECT_SERVER_ANALYTICS_ENABLED: "false",
    PREFECT_SERVER_UI_ENABLED: "false",
    PREFECT_SERVER_LOGGING_LEVEL: "WARNING",
    PREFECT_LOGGING_LEVEL: "WARNING",
    // No automations, no schedules, no pause that ends by itself, no history of events that anybody
    // reads: what would only poll and fill the database.
    PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED: "false",
    PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED: "false",
    PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED: "false",
    PREFECT_CLI_COLORS: "false",
    DO_NOT_TRACK: "1",
  };
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const isUp = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]) })
      .then((response) => response.ok)
      .catch(() => false);
    if (isUp) return true;
    await delay(100, signal);
  }
  return false;
}
