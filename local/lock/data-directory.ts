/**
 * The directory that holds all that a studio keeps: database, keys, logs. One process has it at a
 * time.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { acquireFileLock } from "./file-lock.mjs";

export interface DataDirectory {
  readonly path: string;
  /** Where the children's logs go. */
  readonly logs: string;
  /** Where the records of running children lie, so that the next start can end what was left. */
  readonly run: string;
  release(): void;
}

/** `held`: another process has the directory, `pid` is its id. */
export type OpenedDataDirectory =
  | { readonly status: "opened"; readonly directory: DataDirectory }
  | { readonly status: "held"; readonly pid: number };

/**
 * Takes the directory, which is made where it is missing. A holder that was killed loses it.
 * @param path GENESIS_DATA_DIR, relative to the working directory
 */
export function openDataDirectory(path: string): OpenedDataDirectory {
  const absolute = resolve(path);
  const directory = { path: absolute, logs: join(absolute, "logs"), run: join(absolute, "run") };
  makeOwnersDirectory(absolute);
  for (const folder of [directory.logs, directory.run])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = acquireFileLock(join(absolute, "lock"));
  if (lock.status === "held") return lock;
  return { status: "opened", directory: { ...directory, release: lock.release } };
}

/** A directory that nobody but its owner enters, made or put right. */
export function makeOwnersDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(path);
  if (uid === (process.getuid?.() ?? uid) && (mode & 0o007) !== 0) chmodSync(path, 0o700);
}

/** Replaces a file with one that only its owner can read. */
export function writeOwnersFile(path: string, text: string): void {
  const own = `${path}.${process.pid}`;
  rmSync(own, { force: true });
  writeFileSync(own, text, { mode: 0o600 });
  renameSync(own, path);
}

/**
 * A secret that is made once and kept in a file which only its owner can read. Safe where two
 * processes ask for it at once: both get the same.
 */
export function keptSecret(path: string): string {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    // A link is all there or not there at all, and never replaces the secret that is.
    linkSync(own, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  // A copy of the directory may have lost the mode.
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}
