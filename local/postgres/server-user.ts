/**
 * Who PostgreSQL runs as. It refuses root: where the studio runs as root (a container, a server),
 * the server gets a user of its own.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * @returns null where the studio is not root and PostgreSQL simply runs as the studio's user
 * @throws where there is no user to be had
 */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const present = userByName("postgres");
  if (present !== null) return present;
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "--user-group", "postgres"], {
      stdio: "ignore",
    });
  } catch {
    // No useradd, or a read-only /etc: every system has nobody.
  }
  const user = userByName("postgres") ?? userByName("nobody");
  if (user !== null) return user;
  throw new Error(
    "PostgreSQL does not run as root, and there is no user for it. Run as an ordinary user, add a user named postgres, or set DATABASE_URL.",
  );
}

function userByName(name: string): ServerUser | null {
  const row = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find((fields) => fields[0] === name);
  if (row?.[2] === undefined || row[3] === undefined) return null;
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** Lets the user's group through the studio's directory, and nobody else besides its owner. */
export function letEnter(user: ServerUser, directory: string): void {
  const { mode, uid } = statSync(directory);
  const isPrivate = uid === process.getuid?.() && (mode & 0o077) === 0;
  if (!isPrivate || !mayEnter(user, dirname(resolve(directory)))) return;
  chownSync(directory, uid, user.gid);
  chmodSync(directory, 0o710);
}

/** Whether `user` may enter `directory`, which asks for each one above it as well. */
export function mayEnter(user: ServerUser, directory: string): boolean {
  const path = resolve(directory);
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  if (((mode >> shift) & 1) === 0) return false;
  return dirname(path) === path || mayEnter(user, dirname(path));
}
