/** The flow worker as a child: Python, from the environment the installer made. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ChildSpec } from "../processes/child.ts";
import { workerEnvironment } from "../processes/child-environment.ts";
import { venvPython, watchedModule } from "../processes/python.ts";
import { withModelsFile } from "./operator-model.ts";

/**
 * What runs the worker.
 * @param directory the data directory, where Prefect's client keeps its own files
 * @param env where the worker's configuration is; what is not of it, the worker does not get
 */
export function flowsWorker(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Pick<ChildSpec, "command" | "args" | "cwd" | "env"> {
  if (!existsSync(venvPython)) {
    throw new Error(`${venvPython} is missing: run node local/install/install.mjs --python`);
  }
  const home = join(directory, "prefect-client");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return {
    ...watchedModule("genesis_flows.worker", []),
    cwd: home,
    env: {
      PREFECT_HOME: home,
      PREFECT_CLI_COLORS: "false",
      PREFECT_LOGGING_COLORS: "false",
      PREFECT_SERVER_ANALYTICS_ENABLED: "false",
      PYTHONUNBUFFERED: "1",
      DO_NOT_TRACK: "1",
      ...workerEnvironment(withModelsFile(env)),
    },
  };
}
