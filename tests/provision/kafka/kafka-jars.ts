/** Kafka's server and what it needs, from Maven Central, once for a checkout. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { acquireFileLock } from "../../../local/lock/file-lock.mjs";
import { pause } from "#runtime/work/pause.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { mustRun } from "../must-run.ts";

const pom = join(import.meta.dirname, "pom.xml");

/**
 * The folder that holds the jars; fetched where it is missing.
 * @throws where Maven is missing or cannot fetch them
 */
export async function kafkaJars(): Promise<string> {
  const version = createHash("sha256").update(readFileSync(pom)).digest("hex").slice(0, 12);
  const directory = join(repositoryRoot, "node_modules", ".cache", "genesis", `kafka-${version}`);
  mkdirSync(dirname(directory), { recursive: true });
  while (!existsSync(directory)) {
    // Test files run side by side, and Maven's own store is not made for two at once.
    const lock = acquireFileLock(`${directory}.lock`);
    if (lock.status === "held") {
      await pause(200);
      continue;
    }
    try {
      if (!existsSync(directory)) await fetchTo(directory);
    } finally {
      lock.release();
    }
  }
  return directory;
}

async function fetchTo(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const args = ["-q", "-B", "-f", pom, "dependency:copy-dependencies"];
  const scope = ["-DincludeScope=runtime", `-DoutputDirectory=${unfinished}`];
  await mustRun("mvn", [...args, ...scope]);
  renameSync(unfinished, directory);
}
