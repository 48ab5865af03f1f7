/**
 * A lock that is a file naming its holder. It is taken by link(2), which is atomic, and a holder
 * that died (kill -9, power cut) loses it to the next one who asks.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { processIdentity } from "./process-identity.mjs";

/**
 * Tries once.
 * @param {string} path
 * @returns {{ status: "acquired", release: () => void } | { status: "held", pid: number }}
 */
export function acquireFileLock(path) {
  const own = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  try {
    // Each turn removes one dead holder's file, so a handful is more than two rivals can need.
    for (let turn = 0; turn < 20; turn += 1) {
      if (linked(own, path)) return { status: "acquired", release: () => releaseOwn(path) };
      const text = readIfThere(path);
      if (text === null) continue;
      const holder = parseHolder(text);
      if (holder !== null && processIdentity(holder.pid) === holder.identity) {
        return { status: "held", pid: holder.pid };
      }
      removeDead(path, text, `${own}.dead`);
    }
    return { status: "held", pid: parseHolder(readIfThere(path) ?? "")?.pid ?? 0 };
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Takes the file of a dead holder away; a rival that got the lock between the look and the move
 * gets it back.
 * @param {string} path
 * @param {string} seen
 * @param {string} aside
 */
function removeDead(path, seen, aside) {
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== seen) linked(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path */
function releaseOwn(path) {
  if (parseHolder(readIfThere(path) ?? "")?.pid === process.pid) rmSync(path, { force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @returns {{ pid: number, identity: string } | null}
 */
function parseHolder(text) {
  try {
    const value = JSON.parse(text);
    return typeof value.pid === "number" && typeof value.identity === "string" ? value : null;
  } catch {
    return null;
  }
}
