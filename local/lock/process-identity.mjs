/**
 * Which process is behind a pid. A pid alone is not enough: pids are used again, after a reboot or
 * in a container even at once. Dependency-free and plain JavaScript because the installer, which
 * runs on a machine's Node 20, needs it too.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A text that no other process gets while this one's record is around: its start time and the boot
 * it belongs to, or null where no such process runs.
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  if (!isAlive(pid)) return null;
  return process.platform === "linux" ? linuxIdentity(pid) : psIdentity(pid);
}

/**
 * @param {number} pid
 * @returns {boolean} true for a running process, also one of another user
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** @param {number} pid */
function linuxIdentity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses and may hold spaces: count from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0];
    const startedAt = fields[19];
    if (state === "Z" || state === "X" || startedAt === undefined) return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${startedAt}`;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function psIdentity(pid) {
  try {
    return execFileSync("ps", ["-o", "lstart=,command=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}
