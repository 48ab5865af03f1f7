/** The interface as writers have it, built once for all files of a run. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";
import { repositoryRoot } from "../../../local/repository-root.ts";

const BUILDS = join(repositoryRoot, "tests", ".artifacts", "screens");
/** What it is built from. */
const SOURCES = ["ui", "shared-types", "runtime/work"];

/** @returns its folder; a later file of the same run, and of the same sources, gets the same */
export async function builtInterface(): Promise<string> {
  // The files of a run are processes of one parent.
  const own = join(BUILDS, `${process.ppid}-${await newestChange()}`);
  if (existsSync(own)) return own;
  await mkdir(BUILDS, { recursive: true });
  await dropOthers();
  const outDir = await mkdtemp(join(BUILDS, `${process.ppid}-`));
  // As it is for writers: a test's own setting would build what developers have.
  const { NODE_ENV } = process.env;
  process.env["NODE_ENV"] = "production";
  const root = join(repositoryRoot, "ui");
  await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
  process.env["NODE_ENV"] = NODE_ENV;
  await rename(outDir, own);
  return own;
}

/** Milliseconds since 1970 of the newest source. */
async function newestChange(): Promise<number> {
  let newest = 0;
  for (const folder of SOURCES) {
    const at = join(repositoryRoot, folder);
    const entries = await readdir(at, { recursive: true, withFileTypes: true });
    const sources = entries.filter(
      (entry) => entry.isFile() && !/\/(?:dist|node_modules)(?:\/|$)/.test(entry.parentPath),
    );
    const times = await Promise.all(
      sources.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
    );
    newest = Math.max(newest, ...times);
  }
  return Math.floor(newest);
}

/** What earlier runs left, and this run before its sources changed. */
async function dropOthers(): Promise<void> {
  for (const name of await readdir(BUILDS)) {
    const run = Number(name.split("-")[0]);
    if (run === process.ppid || !isAlive(run)) {
      await rm(join(BUILDS, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
