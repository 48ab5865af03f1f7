/** An edge as a process of its own, on Node or on Deno. */
import { join } from "node:path";
import { pause } from "#runtime/work/pause.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { denoPermissions } from "./deno-permissions.ts";
import { type StartedProcess, plainEnvironment, startProcess } from "./processes.ts";

export interface EdgeProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** @returns the exit code */
  stop(signal?: "SIGTERM" | "SIGINT"): Promise<number | null>;
  kill9(): Promise<void>;
  /** Its heap and what hangs on it, once garbage was collected. */
  usedBytes(): Promise<number>;
}

export type EdgeRuntime = "node" | "deno";

/** What the edge's tests run it on: they run once for each, as two projects of vitest. */
export const edgeRuntime: EdgeRuntime =
  process.env["GENESIS_TEST_EDGE"] === "deno" ? "deno" : "node";

export const denoProgram = join(repositoryRoot, "node_modules", "deno", "deno");

/** @param options.env DATABASE_URL at least */
export async function startEdge(
  runtime: EdgeRuntime,
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Absent: any free one. */
    readonly port?: number;
    /** Makes `usedBytes` possible. */
    readonly isMeasured?: boolean;
  },
): Promise<EdgeProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const script = join(repositoryRoot, "edge", `${runtime}.ts`);
  const measured = join("tests", "provision", "measured-server.ts");
  const args = options.isMeasured ? [measured, script] : [script];
  const launch =
    runtime === "node"
      ? { command: process.execPath, args: ["--expose-gc", ...args] }
      : {
          command: denoProgram,
          // What measures memory may look at more than the edge.
          args: [
            "run",
            ...(options.isMeasured ? ["-A"] : denoPermissions()),
            "--v8-flags=--expose-gc",
            ...args,
          ],
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
    stop: (signal = "SIGTERM") => end(signal),
    kill9: async () => {
      await end("SIGKILL");
    },
    async usedBytes() {
      const measured = running;
      if (measured === null) throw new Error("the edge does not run");
      const reports = () => [...measured.output().matchAll(/^memory: .* used (\d+)$/gm)];
      const before = reports().length;
      process.kill(measured.pid, "SIGUSR2");
      while (reports().length === before) await pause(50);
      return Number(reports().at(-1)?.[1]);
    },
    [Symbol.asyncDispose]: async () => {
      await end("SIGTERM");
    },
  };
}
