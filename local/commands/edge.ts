/** `npm run edge`: the edge on Node as a process of its own. Builds the interface where there is none. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { outliveOutput } from "#runtime/process-log/json-log.ts";
import { repositoryRoot } from "../repository-root.ts";
import { buildUi } from "../studio/ui-build.ts";
import { fail } from "../processes/fail.ts";

async function run(): Promise<void> {
  outliveOutput();
  if (!existsSync(join(repositoryRoot, "ui", "dist", "index.html"))) {
    process.stdout.write("Building the interface …\n");
    await buildUi();
  }
  await import("../../edge/node.ts");
}

run().catch(fail);
