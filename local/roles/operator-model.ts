/** The operator's model, which the flow worker reads: where its file is, and whether it can be read. */
import { resolve } from "node:path";
import { workerEnvironment } from "../processes/child-environment.ts";
import { venvPython } from "../processes/python.ts";
import { runProgram } from "../processes/run-program.ts";
import { StartError } from "../processes/start-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const OF_THE_MODEL = [
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "GENESIS_MODEL",
  "GENESIS_MODELS_FILE",
  "GENESIS_MODEL_CONCURRENCY",
];

const isSet = (env: Environment, name: string) => (env[name] ?? "").trim() !== "";

/** Whether any variable says something of the operator's model. */
export function namesModel(env: Environment): boolean {
  return OF_THE_MODEL.some((name) => isSet(env, name));
}

/** The worker has a directory of its own: the path is meant from where the command was given (npm says where). */
export function withModelsFile(env: Environment): Environment {
  const { GENESIS_MODELS_FILE: file } = env;
  if (file === undefined || !isSet(env, "GENESIS_MODELS_FILE")) return env;
  return { ...env, GENESIS_MODELS_FILE: resolve(env["INIT_CWD"] ?? "", file.trim()) };
}

/**
 * By the worker's own reader, before anything is started: a worker that refuses its configuration
 * would be started again and again, and say why in its log alone.
 * @throws StartError with every wrong variable, what it got and what it takes
 */
export async function checkOperatorModel(env: Environment): Promise<void> {
  if (!namesModel(env)) return;
  const { code, output } = await runProgram(venvPython, ["-m", "genesis_flows.model_check"], {
    env: workerEnvironment(withModelsFile(env)),
  });
  if (code !== 0) throw new StartError(output);
}
