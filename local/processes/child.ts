/** A program that runs as a child of the studio: its log, its record, its end. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { z } from "zod";
import { processIdentity } from "../lock/process-identity.mjs";
import { pause } from "#runtime/work/pause.ts";

export interface ChildSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Takes stdout and stderr; put aside as `.1` once it is large. */
  readonly logFile: string;
  /** Says which process this is, so that the next start can end it where nobody else did. */
  readonly recordFile: string;
  readonly uid?: number;
  readonly gid?: number;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Child {
  readonly pid: number;
  readonly exited: Promise<ChildExit>;
  /** Asks by `signal`, ends the child and all it started by SIGKILL after `graceMs`. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<ChildExit>;
}

const largeLogBytes = 10 * 1024 * 1024;

/**
 * Starts the program in a session of its own: Ctrl-C in the terminal reaches the studio alone,
 * which ends its children in order.
 * @throws where the program cannot be started
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  putLargeLogAside(spec.logFile);
  const log = openSync(spec.logFile, "a", 0o600);
  // Standard input stays open and unused: its end tells the child that the studio is gone.
  const child = spawn(spec.command, spec.args, {
    env: { ...spec.env },
    cwd: spec.cwd,
    uid: spec.uid,
    gid: spec.gid,
    detached: true,
    stdio: ["pipe", log, log],
  });
  closeSync(log);
  const pid = await started(child);
  child.stdin?.on("error", () => undefined);
  writeFileSync(spec.recordFile, JSON.stringify({ pid, identity: processIdentity(pid) }), {
    mode: 0o600,
  });
  const exited = new Promise<ChildExit>((resolve) => {
    child.once("exit", (code, signal) => {
      rmSync(spec.recordFile, { force: true });
      resolve({ code, signal });
    });
  });
  return {
    pid,
    exited,
    stop: async (signal, graceMs) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const kill = setTimeout(() => killGroup(pid), graceMs);
      try {
        return await exited;
      } finally {
        clearTimeout(kill);
      }
    },
  };
}

/**
 * Ends the process that an earlier start recorded and nobody ended, if it is still that process.
 * @returns whether there was one
 */
export async function endLeftChild(
  recordFile: string,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<boolean> {
  const record = readRecord(recordFile);
  const left = record !== null && processIdentity(record.pid) === record.identity;
  if (left) await endProcess(record.pid, signal, graceMs);
  rmSync(recordFile, { force: true });
  return left;
}

/** Ends a process that is no child of this one: by `signal`, after `graceMs` by SIGKILL. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const identity = processIdentity(pid);
  const isThere = () => identity !== null && processIdentity(pid) === identity;
  sendSignal(pid, signal);
  const killAt = Date.now() + graceMs;
  while (isThere()) {
    if (Date.now() > killAt) killGroup(pid);
    await pause(50);
  }
}

const childRecord = z.object({ pid: z.int().positive(), identity: z.string() });

function readRecord(path: string): z.infer<typeof childRecord> | null {
  try {
    return childRecord.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
  });
}

function killGroup(pid: number): void {
  // A child leads its group; one of an earlier system may not.
  sendSignal(-pid, "SIGKILL");
  sendSignal(pid, "SIGKILL");
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function putLargeLogAside(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largeLogBytes) renameSync(path, `${path}.1`);
}
