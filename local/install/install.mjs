/**
 * Installs what is missing: node_modules and, with --python, .venv; with --dev also what the tests
 * and tools need. Runs before every command of package.json on whatever Node the machine has
 * (20 or newer), so it has no dependencies, and takes no time where all is there.
 */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { acquireFileLock } from "../lock/file-lock.mjs";
import { npmTask } from "./npm.mjs";
import { pythonTask } from "./python.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const data = join(root, ".data");

/** @param {string[]} flags */
async function install(flags) {
  const unknown = flags.filter((flag) => flag !== "--dev" && flag !== "--python");
  if (unknown.length > 0)
    throw new Error(`install takes --dev and --python, not ${unknown.join(" ")}`);
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    throw new Error(`Genesis Studio needs Node.js 20 or newer, this is ${process.versions.node}.`);
  }
  if (missing(flags).length === 0) return;
  requireWritable(missing(flags).map(({ title }) => title));
  const release = await lock();
  try {
    // Looked at again: whoever held the lock may have installed it all.
    const results = await Promise.allSettled(missing(flags).map(runTask));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  } finally {
    release();
  }
}

/** @param {string[]} flags */
function missing(flags) {
  const wanted = { dev: flags.includes("--dev") };
  const tasks = [
    npmTask(root, wanted),
    flags.includes("--python") ? pythonTask(root, wanted) : null,
  ];
  return tasks.filter((task) => task !== null);
}

/** @param {{ title: string, run: () => Promise<void> }} task */
async function runTask(task) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
  process.stdout.write(`Installing ${task.title} …\n`);
  const ticking = setInterval(() => {
    process.stdout.write(`  still installing ${task.title} (${seconds()})\n`);
  }, 10_000);
  try {
    await task.run();
    process.stdout.write(`Installed ${task.title} in ${seconds()}\n`);
  } finally {
    clearInterval(ticking);
  }
}

/**
 * @param {string[]} titles what is missing, to this user at least
 * @throws where nothing may be put there
 */
function requireWritable(titles) {
  try {
    accessSync(existsSync(data) ? data : root, constants.W_OK);
  } catch {
    throw new Error(
      `${titles.join(" and ")} ${titles.length > 1 ? "are" : "is"} missing, or may not be run by this user, and ${root} may not be written by this user: ` +
        "install as the one who may (a Python in that user's own home is none for others).",
    );
  }
}

/** Waits for another install in this checkout, which may be doing the same work. */
async function lock() {
  mkdirSync(data, { recursive: true });
  let said = false;
  for (;;) {
    const taken = acquireFileLock(join(data, "install.lock"));
    if (taken.status === "acquired") return taken.release;
    if (!said) process.stdout.write(`Waiting for another install (process ${taken.pid}) …\n`);
    said = true;
    await delay(200);
  }
}

install(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
