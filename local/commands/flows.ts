/**
 * `npm run flows`: the flow worker as a process of its own, configured by the environment. It serves
 * its health and metrics on FLOWS_PORT itself.
 */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { makeOwnersDirectory } from "../lock/data-directory.ts";
import { fail } from "../processes/fail.ts";
import { requirePython } from "../processes/python.ts";
import { flowsWorker } from "../roles/flows-worker.ts";
import { roleSecret } from "../roles/role-secret.ts";

function run(): void {
  const { FLOWS_PORT, GENESIS_DATA_DIR, GENESIS_SECRET, ...others } = environment;
  const values = readEnvironment(
    { FLOWS_PORT, GENESIS_DATA_DIR, GENESIS_SECRET, ...others },
    process.env,
  );
  requirePython();
  const directory = resolve(values.GENESIS_DATA_DIR);
  makeOwnersDirectory(directory);
  const launch = flowsWorker(directory, {
    ...process.env,
    FLOWS_PORT: String(values.FLOWS_PORT),
    GENESIS_SECRET: values.GENESIS_SECRET?.join(",") ?? roleSecret(directory),
  });
  // Its standard input ends with this process, and with it the worker.
  const worker = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: { ...launch.env },
    stdio: ["pipe", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => worker.kill("SIGTERM"));
  }
  worker.once("error", fail);
  worker.once("exit", (code) => process.exit(code ?? 1));
}

try {
  run();
} catch (error) {
  fail(error);
}
