/** A server as a process of its own, whose memory can be asked for. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

/** The edge on Node or on Deno, or the peer, which listens on PORT and reads DATABASE_URL as well. */
export type Contender = "node" | "deno" | "peer";

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** After its garbage was collected. */
  residentBytes(): Promise<number>;
  /** SIGTERM, and the milliseconds until it was gone. */
  stop(): Promise<number>;
}

const scripts = {
  node: "edge/node.ts",
  deno: "edge/deno.ts",
  peer: "bench/stream/peer.ts",
} as const satisfies Record<Contender, string>;

/** As `npm run edge` has it: thousands of idle readers make no garbage that a larger space is for. */
const NODE_FLAGS = ["--max-semi-space-size=8"];

/** As many files as the system lets it: each reader is one. */
const RAISED = 'ulimit -n "$(ulimit -Hn)" 2>/dev/null; exec "$0" "$@"';

export function withManyFiles(command: string, args: readonly string[]): [string, string[]] {
  if (process.platform === "win32") return [command, [...args]];
  return ["/bin/sh", ["-c", RAISED, command, ...args]];
}

export async function startServer(contender: Contender, url: string): Promise<ServerProcess> {
  const port = await freePort();
  const measured = join("tests", "provision", "measured-server.ts");
  const script = join(repositoryRoot, scripts[contender]);
  const [command, args] =
    contender === "deno"
      ? withManyFiles(join(repositoryRoot, "node_modules", ".bin", "deno"), [
          "run",
          "-A",
          "--v8-flags=--expose-gc",
          measured,
          script,
        ])
      : withManyFiles(process.execPath, [...NODE_FLAGS, "--expose-gc", measured, script]);
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await printed(child, /ready/i);
  return {
    port,
    pid: child.pid ?? 0,
    async residentBytes() {
      const answer = printed(child, /resident (\d+)/);
      child.kill("SIGUSR2");
      return Number((await answer)[1]);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return 0;
      const exited = once(child, "exit");
      const startedAt = performance.now();
      child.kill("SIGTERM");
      await exited;
      return performance.now() - startedAt;
    },
  };
}

/** @throws where it ends before it printed that */
function printed(child: ChildProcess, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = "";
    const look = (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const found = line.exec(text);
      if (found === null) return;
      child.stdout?.off("data", look);
      child.off("exit", gone);
      resolve(found);
    };
    const gone = () => reject(new Error(`the server ended; it had printed: ${text}`));
    child.stdout?.on("data", look);
    child.once("exit", gone);
  });
}
