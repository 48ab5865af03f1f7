/** A whole studio, as `npm start` runs it, with a port and a data directory of its own. */
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { PrefectAccess } from "#runtime/prefect-access.ts";
import { embeddedUrl } from "../../local/postgres/embedded-postgres.ts";
import { localPrefectAccess } from "../../local/prefect/prefect-server.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { processIdentity } from "../../local/lock/process-identity.mjs";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type StartedProcess, plainEnvironment, startProcess } from "./processes.ts";

export interface Studio extends AsyncDisposable {
  readonly url: string;
  readonly dataDirectory: string;
  /** The main process, 0 while it does not run. */
  readonly pid: number;
  /** The embedded database as its owner, while the studio runs. */
  databaseUrl(): Promise<string>;
  /** The studio's own Prefect server, while the studio runs. */
  prefect(): Promise<PrefectAccess>;
  /** What was printed since the last start. */
  output(): string;
  /** Starts it again, with the same port and data, and waits for its ready line. */
  start(): Promise<void>;
  /** SIGTERM, as Ctrl-C or a service manager ends it. @returns the exit code */
  stop(): Promise<number | null>;
  /** SIGKILL to the studio and to every child it recorded. */
  kill9(): Promise<void>;
}

export interface StudioOptions {
  /** How its data directory's name begins. */
  readonly prefix?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Resolves once the studio printed its ready line. Disposing ends it and removes its data. */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const dataDirectory = await mkdtemp(join(tmpdir(), options.prefix ?? "genesis-studio-"));
  const port = await freePort();
  let running: StartedProcess | null = null;
  let url = "";

  async function start(): Promise<void> {
    const started = await startProcess({
      command: process.execPath,
      args: [join(repositoryRoot, "local", "commands", "start.ts")],
      env: {
        ...plainEnvironment(),
        PORT: String(port),
        GENESIS_DATA_DIR: dataDirectory,
        ...options.env,
      },
      readyLine: /^Genesis Studio ready: (\S+)$/m,
      readyWithinMs: 150_000,
    });
    running = started.process;
    url = started.ready[1] ?? "";
  }

  async function stop(): Promise<number | null> {
    const ending = running;
    running = null;
    return (await ending?.stop("SIGTERM")) ?? null;
  }

  async function kill9(): Promise<void> {
    const children = await recordedChildren(join(dataDirectory, "run"));
    const ending = running;
    running = null;
    await ending?.stop("SIGKILL");
    for (const child of children) {
      if (processIdentity(child.pid) === child.identity) process.kill(child.pid, "SIGKILL");
    }
  }

  try {
    await start();
  } catch (error) {
    const logs = await endOfLogs(join(dataDirectory, "logs"));
    await kill9();
    await rm(dataDirectory, { recursive: true, force: true });
    throw new Error(`The studio did not start.\n${logs}`, { cause: error });
  }
  return {
    get url() {
      return url;
    },
    dataDirectory,
    get pid() {
      return running?.pid ?? 0;
    },
    databaseUrl: async () => embeddedUrl(dataDirectory),
    prefect: async () => localPrefectAccess(dataDirectory),
    output: () => running?.output() ?? "",
    start,
    stop,
    kill9,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const childRecord = z.object({ pid: z.int(), identity: z.string() });

async function recordedChildren(run: string): Promise<z.infer<typeof childRecord>[]> {
  const names = await readdir(run).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(run, name), "utf8")));
  return texts.map((text) => childRecord.parse(JSON.parse(text)));
}

async function endOfLogs(logs: string): Promise<string> {
  const names = await readdir(logs).catch(() => []);
  const ends = names.map(async (name) => {
    const text = await readFile(join(logs, name), "utf8");
    return `--- ${name}\n${text.split("\n").slice(-30).join("\n")}`;
  });
  return (await Promise.all(ends)).join("\n");
}
