/** Kafka's server and what it needs, from Maven Central, once for a checkout. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keptFolder } from "../kept-folder.ts";
import { mustRun } from "../must-run.ts";

const pom = join(import.meta.dirname, "pom.xml");

/**
 * The folder that holds the jars; fetched where it is missing.
 * @throws where Maven is missing or cannot fetch them
 */
export async function kafkaJars(): Promise<string> {
  const version = createHash("sha256").update(readFileSync(pom)).digest("hex").slice(0, 12);
  return keptFolder(`kafka-${version}`, async (folder) => {
    const args = ["-q", "-B", "-f", pom, "dependency:copy-dependencies"];
    await mustRun("mvn", [...args, "-DincludeScope=runtime", `-DoutputDirectory=${folder}`]);
  });
}
