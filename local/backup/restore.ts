/** Puts a backup in the place of what a studio keeps; what was there is moved aside and kept. */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { endRunningServer } from "../postgres/left-server.ts";
import { findServerUser } from "../postgres/server-user.ts";
import { openDataDirectory } from "../lock/data-directory.ts";
import { StartError } from "../processes/start-error.ts";
import { BACKUP_RECORD } from "./backup.ts";
import { copyTree, giveTree } from "./copy-tree.ts";

/** This process' own while it works. */
const NOT_MOVED = new Set(["lock"]);

/**
 * @returns where what was there is now; null where nothing was
 * @throws StartError where it is no backup, or a studio runs from the directory
 */
export async function restore(source: string, dataDirectory: string): Promise<string | null> {
  const from = resolve(source);
  const to = resolve(dataDirectory);
  if (!existsSync(join(from, BACKUP_RECORD)) || !existsSync(join(from, "postgres", "PG_VERSION"))) {
    throw new StartError(`${from} is no backup that npm run backup made`);
  }
  const opened = openDataDirectory(to);
  if (opened.status === "held") {
    throw new StartError(`a studio runs from ${to} (process ${opened.pid}): stop it first`);
  }
  try {
    await endRunningServer(join(to, "postgres"));
    const aside = await moveAside(to);
    await copyTree(from, to, (path) => path !== BACKUP_RECORD);
    const user = findServerUser();
    if (user !== null) await giveTree(join(to, "postgres"), user);
    return aside;
  } finally {
    opened.directory.release();
  }
}

async function moveAside(directory: string): Promise<string | null> {
  if (!existsSync(join(directory, "postgres"))) return null;
  const aside = `${directory}.before-${new Date().toISOString().replaceAll(":", "")}`;
  await mkdir(aside, { mode: 0o700 });
  for (const name of await readdir(directory)) {
    if (!NOT_MOVED.has(name)) await rename(join(directory, name), join(aside, name));
  }
  return aside;
}
