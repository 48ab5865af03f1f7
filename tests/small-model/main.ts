/**
 * `npm run small-model [-- [page | eval | judge | schemas] SECONDS]`: a real small model writes each stage, so
 * many seconds each (38), and a line of JSON says what came of it (docs/models.md). `page`: a whole
 * session, connected on the page in Chromium, with `short` its first stage's failure. `eval`: the evaluation's
 * briefs, as far as the seconds go. `judge`: it says of pairs of the samples' concepts which is the better.
 * `schemas`: whether llama.cpp's own server takes each schema that the studio sends. Its
 * packages, 260 MB, are fetched once into tests/.artifacts; nothing else of the studio needs them.
 */
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { spawn } from "node:child_process";
import { venvPython } from "../../local/processes/python.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { plainEnvironment, startProcess } from "../provision/processes.ts";
import { pairsToJudge } from "./judge.ts";
import { carryOnThePage, failOnThePage } from "./page.ts";

const here = new URL(".", import.meta.url).pathname;
const folder = join(repositoryRoot, "tests", ".artifacts", "small-model");
const python = join(folder, "venv", "bin", "python");

/** What it says is its own; how it ended, where not well, is how this command ends. */
async function run(command: string, args: readonly string[], env = plainEnvironment()) {
  const child = spawn(command, args, { cwd: repositoryRoot, env, stdio: "inherit" });
  const [code] = await once(child, "close");
  if (code !== 0) process.exitCode = 1;
  return code === 0;
}

const MODES = ["page", "eval", "judge", "schemas"] as const;

mkdirSync(folder, { recursive: true });
if (!existsSync(python) && !(await run("python3", ["-m", "venv", join(folder, "venv")]))) {
  process.exit();
}
const lock = join(here, "requirements.lock");
const install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock];
if (!(await run(python, install))) process.exit();
const { process: server, ready } = await startProcess({
  command: python,
  args: [join(here, "serve.py"), folder],
  env: plainEnvironment(),
  readyLine: /^Small model ready: (\S+)$/m,
  readyWithinMs: 120_000,
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop("SIGTERM").then(() => process.exit(1)));
}
const [first = "", second] = process.argv.slice(2);
const mode = MODES.find((known) => known === first) ?? "stages";
const seconds = mode === "schemas" ? mode : (mode === "stages" ? first : second) || "38";
const url = `${ready[1]}/v1`;
const forPython = {
  ...plainEnvironment(),
  PYTHONPATH: [join(repositoryRoot, "flows"), join(repositoryRoot, "shared-types", "python")].join(
    delimiter,
  ),
};
try {
  if (mode === "page" && seconds === "short") await failOnThePage(url);
  else if (mode === "page") await carryOnThePage(url, Number(seconds));
  else if (mode === "stages" || mode === "schemas")
    await run(venvPython, ["-m", "tests.small_model", url, seconds], forPython);
  else {
    const asked = mode === "judge" ? await pairsToJudge(folder, forPython) : [];
    const within = ["--json", "--within", seconds, ...asked];
    await run(venvPython, ["-m", "genesis_flows.evaluation", ...within], {
      ...forPython,
      OPENAI_BASE_URL: url,
      GENESIS_MODELS_FILE: join(here, "models.toml"),
    });
  }
} finally {
  await server.stop("SIGTERM");
}
