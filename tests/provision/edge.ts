/** An edge as a process of its own, on Node or on Deno. */
import { join } from "node:path";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type StartedProcess, plainEnvironment, startProcess } from "./processes.ts";

export interface EdgeProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** @returns the exit code */
  stop(): Promise<number | null>;
  kill9(): Promise<void>;
}

export type EdgeRuntime = "node" | "deno";

/** @param options.env DATABASE_URL at least */
export async function startEdge(
  runtime: EdgeRuntime,
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Absent: any free one. */
    readonly port?: number;
  },
): Promise<EdgeProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const launch =
    runtime === "node"
      ? { command: process.execPath, args: [join("edge", "node.ts")] }
      : {
          command: join(repositoryRoot, "node_modules", ".bin", "deno"),
          args: ["run", "-A", join("edge", "deno.ts")],
        };
  let running: StartedProcess | null = null;
  const start = async () => {
    const started = await startProcess({
      ...launch,
      env: { ...plainEnvironment(), PORT: String(port), ...options.env },
      readyLine: new RegExp(`127\\.0\\.0\\.1:${port}`),
      readyWithinMs: 60_000,
    });
    running = started.process;
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = running;
    running = null;
    return (await ending?.stop(signal)) ?? null;
  };
  await start();
  return {
    url,
    get pid() {
      return running?.pid ?? 0;
    },
    start,
    stop: () => end("SIGTERM"),
    kill9: async () => {
      await end("SIGKILL");
    },
    [Symbol.asyncDispose]: async () => {
      await end("SIGTERM");
    },
  };
}
