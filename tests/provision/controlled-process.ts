/**
 * A process that a test kills, stops in its tracks and starts again. It leads a group of its own, and
 * signals go to the whole of it; on Linux it ends with its starter, however that one ends.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pause } from "#runtime/work/pause.ts";
import { anyPython } from "../../local/processes/python.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

export interface ProcessSpec {
  readonly name: string;
  /** A path, or a name to be looked up in PATH. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The repository's root where absent. */
  readonly cwd?: string;
  /** Takes stdout and stderr of all of its lives. */
  readonly logFile: string;
  /** Asked until it is true; absent: ready once it runs. */
  readonly isReady?: () => Promise<boolean>;
  /** Called where it ends though nobody ended it. */
  readonly onEndedByItself?: (how: string) => void;
}

export interface ControlledProcess extends AsyncDisposable {
  readonly name: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** Starts it where it does not run; does not wait until it is ready. */
  launch(): Promise<void>;
  /** Launches it and waits. @throws with the end of its log where it is not ready in time */
  start(readyWithinMs?: number): Promise<void>;
  kill9(): Promise<void>;
  /** SIGTERM; SIGKILL where that took longer than `graceMs`. @returns whether it ended by itself in time */
  terminate(graceMs?: number): Promise<boolean>;
  /** SIGSTOP: its connections stay, and it does nothing. */
  freeze(): void;
  thaw(): void;
  /** The last lines it printed. */
  endOfLog(): string;
}

export function controlledProcess(spec: ProcessSpec): ControlledProcess {
  let child: ChildProcess | null = null;

  const send = (signal: NodeJS.Signals) => {
    const pid = child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  };
  const endOfLog = () => {
    try {
      return readFileSync(spec.logFile, "utf8").split("\n").slice(-20).join("\n");
    } catch {
      return "";
    }
  };
  const launch = async () => {
    if (child !== null) return;
    const { command, args } = boundToThisProcess(spec.command, spec.args);
    const log = openSync(spec.logFile, "a");
    const started = spawn(command, args, {
      cwd: spec.cwd ?? repositoryRoot,
      env: { ...spec.env },
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child = started;
    started.once("exit", (code, signal) => {
      // What was ended on purpose was let go of before.
      if (child !== started) return;
      child = null;
      spec.onEndedByItself?.(`${spec.name} ended (${signal ?? `code ${code}`})`);
    });
    await once(started, "spawn");
  };
  const ended = async (signal: NodeJS.Signals, graceMs: number) => {
    const ending = child;
    if (ending === null) return true;
    const exited = once(ending, "exit");
    let isInTime = true;
    const kill = setTimeout(() => {
      isInTime = false;
      if (ending.pid !== undefined) process.kill(-ending.pid, "SIGKILL");
    }, graceMs);
    // One that is stopped in its tracks hears of nothing but SIGKILL.
    send(signal);
    if (signal !== "SIGKILL") send("SIGCONT");
    child = null;
    await exited;
    clearTimeout(kill);
    return isInTime;
  };
  return {
    name: spec.name,
    get pid() {
      return child?.pid ?? 0;
    },
    launch,
    async start(readyWithinMs = 60_000) {
      await launch();
      const deadline = Date.now() + readyWithinMs;
      while (spec.isReady !== undefined && !(await spec.isReady())) {
        if (child === null || Date.now() > deadline) {
          throw new Error(`${spec.name} did not get ready. It said:\n${endOfLog()}`);
        }
        await pause(50);
      }
    },
    kill9: async () => {
      await ended("SIGKILL", 5_000);
    },
    terminate: (graceMs = 15_000) => ended("SIGTERM", graceMs),
    freeze: () => send("SIGSTOP"),
    thaw: () => send("SIGCONT"),
    endOfLog,
    [Symbol.asyncDispose]: async () => {
      await ended("SIGKILL", 5_000);
    },
  };
}

/** `isReady` of what serves HTTP. */
export async function answersHttp(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** The kernel ends it with this process; elsewhere than on Linux nothing does. */
function boundToThisProcess(command: string, args: readonly string[]) {
  const python = process.platform === "linux" ? anyPython() : null;
  if (python === null) return { command, args: [...args] };
  const script = join(repositoryRoot, "local", "processes", "run_child.py");
  const parent = ["--signal", "SIGKILL", "--parent", String(process.pid)];
  const program = command.includes("/") ? [command, ...args] : ["/usr/bin/env", command, ...args];
  return { command: python, args: ["-I", "-S", script, ...parent, "--", ...program] };
}
