/** The parts' child: started again after each change, and after a fault with the next one. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import type { Environment } from "../roles/roles.ts";

export interface PartsOptions {
  readonly env: Environment;
  /** The owner's URL: functions are replaced at each start. */
  readonly migrateUrl: string;
  readonly say: (line: string) => void;
}

export interface SupervisedParts extends Stoppable {
  /** The first start is over: every part is well. */
  readonly ready: Promise<void>;
  /** A file of theirs changed. */
  changed(path: string): void;
}

/** Editors write several files at once, and some write each twice. */
const settleMs = 100;
const stopMs = 3_000;
/** Tests, documents and what Python compiles change nothing that runs. */
const isIgnored = (path: string) => /\.test\.tsx?$|\.md$|__pycache__|\/tests\//.test(path);

export function superviseParts({ env, migrateUrl, say }: PartsOptions): SupervisedParts {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let turn = Promise.resolve();
  const first = Promise.withResolvers<void>();

  function start(): void {
    const script = join(import.meta.dirname, "parts.ts");
    child = spawn(process.execPath, [script], {
      env: { ...env, DATABASE_MIGRATE_URL: migrateUrl },
      // Its input ends with this process, and it with that.
      stdio: ["pipe", "inherit", "inherit", "ipc"],
    });
    child.once("message", () => first.resolve());
    child.once("exit", (code) => {
      if (!isStopped && code !== null && code !== 0)
        say("The parts ended; they start again with the next change");
    });
  }

  async function end(): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, "exit");
    ending.kill("SIGTERM");
    const kill = setTimeout(() => ending.kill("SIGKILL"), stopMs);
    await exited;
    clearTimeout(kill);
  }

  start();
  return {
    ready: first.promise,
    changed(path) {
      if (isIgnored(path)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        say(`${path} changed: the parts start again`);
        turn = turn.then(end).then(() => {
          if (!isStopped) start();
        });
      }, settleMs);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      turn = turn.then(end);
      await turn;
    },
  };
}
