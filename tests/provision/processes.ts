/** Processes that tests start: until a line is printed, and to their end. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { environment } from "#shared/environment.ts";
import type { ServerUser } from "../../local/postgres/server-user.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

export interface StartedProcess {
  readonly pid: number;
  /** All it printed so far. */
  output(): string;
  /** @returns the exit code, null where a signal ended it */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The repository's root where absent. */
  readonly cwd?: string;
  /** Absent: the test run's own. */
  readonly user?: ServerUser | undefined;
  /** What it prints once it is ready. */
  readonly readyLine: RegExp;
  readonly readyWithinMs: number;
}

/** The test run's environment without what configures a studio: a test says all of that itself. */
export function plainEnvironment(): Record<string, string | undefined> {
  const ours = new Set(Object.keys(environment));
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !ours.has(name) && !name.startsWith("VITEST") && name !== "NODE_ENV",
    ),
  );
}

/** @throws with what the process printed where it ends, or is not ready in time */
export async function startProcess(
  options: ProcessOptions,
): Promise<{ process: StartedProcess; ready: RegExpExecArray }> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd ?? repositoryRoot,
    env: { ...options.env },
    ...options.user,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await once(child, "spawn");
  const printed: string[] = [];
  const output = () => printed.join("");
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}. It printed:\n${output()}`));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(`not ready within ${options.readyWithinMs} ms`);
    }, options.readyWithinMs);
    const look = (chunk: Buffer) => {
      printed.push(chunk.toString("utf8"));
      const found = options.readyLine.exec(output());
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? `code ${code}`}) before it was ready`);
    });
  });
  const pid = child.pid ?? 0;
  return { process: { pid, output, stop: (signal) => stop(child, signal) }, ready };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
  return child.exitCode;
}
