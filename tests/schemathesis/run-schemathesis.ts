/**
 * schemathesis on the OpenAPI document that an edge serves, with all checks: requests that keep the
 * document and requests that break it, and what the edge answers compared with what is documented.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { venvPython } from "../../local/processes/python.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { configuration } from "./configuration.ts";
import { seed } from "./seed.ts";

export interface SchemathesisOptions {
  /** An edge on a database of its own: it is filled. */
  readonly url: string;
  /** Generated requests an operation, in each of the phases that generate. */
  readonly examplesPerOperation: number;
  /** Absent: every phase. */
  readonly phases?: readonly ("examples" | "coverage" | "fuzzing" | "stateful")[];
  /** The same seed makes the same requests. */
  readonly randomSeed: number;
}

export interface SchemathesisResult {
  /** Requests that were made and checked. */
  readonly cases: number;
  readonly isPassed: boolean;
  /** What it printed. */
  readonly output: string;
}

const PROGRAM = "from schemathesis.cli import schemathesis; schemathesis()";

export async function runSchemathesis(options: SchemathesisOptions): Promise<SchemathesisResult> {
  const folder = await mkdtemp(join(tmpdir(), "genesis-schemathesis-"));
  try {
    const config = join(folder, "schemathesis.toml");
    const hooks = join(repositoryRoot, "tests", "schemathesis", "refusals.py");
    await writeFile(config, configuration(await seed(options.url), hooks));
    const { code, output } = await runProgram(
      venvPython,
      [
        ...["-c", PROGRAM, "--config-file", config, "run", "--no-color"],
        `${options.url}/api/openapi.json`,
        ...["--checks", "all", "--max-examples", String(options.examplesPerOperation)],
        ...["--seed", String(options.randomSeed)],
        ...(options.phases === undefined ? [] : ["--phases", options.phases.join(",")]),
      ],
      { cwd: folder, env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } },
    );
    const [, cases = "0"] = /^\s*(\d+) generated/m.exec(output) ?? [];
    return { cases: Number(cases), isPassed: code === 0, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
