/** What a killed studio leaves of its database server: a record of it, or the server itself. */
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endProcess } from "../processes/child.ts";
import { isAlive } from "../lock/process-identity.mjs";

/**
 * Ends a server that still runs from `files` (fast shutdown: nothing committed is lost) and removes
 * a record whose pid now belongs to somebody else, at which PostgreSQL would refuse to start.
 */
export async function endRunningServer(files: string): Promise<void> {
  const record = join(files, "postmaster.pid");
  const pid = recordedPid(record);
  if (pid === null) return;
  if (isServerOf(pid, files)) await endProcess(pid, "SIGINT", 8_000);
  rmSync(record, { force: true });
}

function recordedPid(record: string): number | null {
  try {
    const pid = Number(readFileSync(record, "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

function isServerOf(pid: number, files: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === "linux") {
      // A postmaster works in its data directory.
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(files);
    }
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(files);
  } catch {
    return false;
  }
}
