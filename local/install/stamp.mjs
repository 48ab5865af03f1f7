/**
 * Stamps say what an install holds. One is written last, when all of it is there, so that an
 * install that was cut off (kill -9, no network) has none and is made again.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * @typedef {object} Stamp
 * @property {string} key the lock files' hash with platform and architecture
 * @property {boolean} dev whether the packages for development are in
 */

/**
 * @param {string[]} files lock files
 * @param {string[]} facts what else the install depends on, such as a Python version
 * @returns {string}
 */
export function installKey(files, facts = []) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  for (const fact of [process.platform, process.arch, ...facts]) hash.update(fact).update("\0");
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {Stamp | null}
 */
export function readStamp(path) {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    return typeof value.key === "string" && typeof value.dev === "boolean" ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {Stamp} stamp
 */
export function writeStamp(path, stamp) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(stamp));
  renameSync(`${path}.new`, path);
}

/** @param {string} path */
export function removeStamp(path) {
  rmSync(path, { force: true });
}

/**
 * What has to be done so that `wanted` holds. An install that has the development packages serves
 * one that does not ask for them, and a complete install is added to, never taken down: a running
 * `npm start` keeps its packages while `npm test` adds its own.
 * @param {Stamp | null} present
 * @param {Stamp} wanted
 * @returns {{ action: "none" } | { action: "add" | "renew", dev: boolean }}
 */
export function planInstall(present, wanted) {
  if (present === null) return { action: "renew", dev: wanted.dev };
  const dev = present.dev || wanted.dev;
  if (present.key === wanted.key && present.dev === dev) return { action: "none" };
  return { action: "add", dev };
}
