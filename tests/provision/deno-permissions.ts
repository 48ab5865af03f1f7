/** What `deno task edge` lets the edge do, for tests that start it otherwise. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../local/repository-root.ts";

const denoJson = z.object({ tasks: z.object({ edge: z.string() }) });

/** The task's own flags, all of them: `--allow-net` and its like, and `-A` where it stood there. */
export function denoPermissions(): readonly string[] {
  const { tasks } = denoJson.parse(
    JSON.parse(readFileSync(join(repositoryRoot, "deno.json"), "utf8")),
  );
  const [, flags = ""] = / run((?: -\S+)+) \S+$/.exec(tasks.edge) ?? [];
  return flags.trim().split(" ");
}
