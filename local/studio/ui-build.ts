/** Builds the interface where its sources changed since the last time. */
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { acquireFileLock } from "../lock/file-lock.mjs";
import { machineEnvironment } from "../processes/child-environment.ts";
import { runProgram } from "../processes/run-program.ts";
import { pause } from "#runtime/work/pause.ts";
import { repositoryRoot } from "../repository-root.ts";
import { StartError } from "../processes/start-error.ts";

/** The folder of the built pages, and in it the hash of what they were built from, written last. */
export const builtPages = join(repositoryRoot, "ui", "dist");
const stampFile = join(builtPages, ".built-from");

/**
 * @returns `built` or, where nothing changed, `current`
 * @throws with Vite's words where the sources do not build
 */
export async function buildUi(): Promise<"built" | "current"> {
  const hash = hashOfSources();
  if (isBuiltFrom(hash)) return "current";
  const release = await lock();
  try {
    if (isBuiltFrom(hash)) return "current";
    await runVite();
    writeFileSync(stampFile, hash);
    return "built";
  } finally {
    release();
  }
}

function isBuiltFrom(hash: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
}

function hashOfSources(): string {
  const patterns = ["ui/**/*", "{shared-types,runtime}/**/*.{ts,json}", "package-lock.json"];
  const isNoSource = (path: string) => /(^|\/)(dist|node_modules)(\/|$)|\.test\.tsx?$/.test(path);
  const files = globSync(patterns, { cwd: repositoryRoot, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isNoSource(path.slice(repositoryRoot.length)))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(file.slice(repositoryRoot.length)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** In a process of its own, whose memory is free again afterwards. */
async function runVite(): Promise<void> {
  const vite = join(repositoryRoot, "node_modules", "vite", "bin", "vite.js");
  const { code, output } = await runProgram(
    process.execPath,
    [vite, "build", "ui", "--logLevel", "warn"],
    {
      cwd: repositoryRoot,
      env: { ...machineEnvironment(process.env), NODE_ENV: "production", NO_COLOR: "1" },
    },
  );
  if (code !== 0) throw new StartError(`The interface does not build:\n${output}`);
}

/** Two studios of one checkout share the built pages. */
async function lock(): Promise<() => void> {
  const folder = join(repositoryRoot, ".data");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    accessSync(join(repositoryRoot, "ui"), constants.W_OK);
  } catch {
    throw new StartError(
      `The interface is not built, and ${repositoryRoot} may not be written by this user: run npm run build as the user who installed it`,
    );
  }
  for (;;) {
    const taken = acquireFileLock(join(folder, "ui-build.lock"));
    if (taken.status === "acquired") return taken.release;
    await pause(100);
  }
}
