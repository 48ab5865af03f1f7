/** The two suites of `npm test`, and how many tests of each passed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { venvPython } from "../local/processes/python.ts";
import { repositoryRoot } from "../local/repository-root.ts";
import { toolEnvironment } from "./checks.ts";
import { prefectVariables } from "./provision/prefect-api.ts";
import { startProvision } from "./provision/provision.ts";

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

const artifacts = join(repositoryRoot, "tests", ".artifacts");

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
});

type Variables = Readonly<Record<string, string>>;

/** @param filters further arguments for vitest, such as `--project unit` @param env what its tests read beside */
export async function runVitest(
  filters: readonly string[],
  env: Variables = {},
): Promise<SuiteResult> {
  const file = join(artifacts, "vitest.json");
  await prepare(file);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const vitest = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
  const code = await run(process.execPath, [vitest, "run", ...reporters, ...filters], env);
  const report = vitestReport.safeParse(await readJson(file));
  if (!report.success) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed } = report.data;
  // A file that does not load, or an unhandled error, fails the run without a failed test.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/**
 * pytest gets a database and a Prefect server by the environment, as the worker does.
 * @param files only these; all where there are none @param env what its tests read beside
 */
export async function runPytest(
  files: readonly string[] = [],
  env: Variables = {},
): Promise<SuiteResult> {
  const file = join(artifacts, "pytest.xml");
  await prepare(file);
  const provision = await startProvision();
  try {
    const ask = async (path: string) => {
      const response = await fetch(`${provision.url}${path}`, { method: "POST" });
      return z.record(z.string(), z.string()).parse(await response.json());
    };
    const [database, prefect] = await Promise.all([ask("/databases"), ask("/prefect")]);
    const args = [
      "-m",
      "pytest",
      "-c",
      "flows/pyproject.toml",
      "-q",
      `--junit-xml=${file}`,
      ...files,
    ];
    const code = await run(venvPython, args, {
      ...env,
      DATABASE_URL: database["url"],
      ...prefectVariables(prefect),
      GENESIS_TEST_PROVISION_URL: provision.url,
    });
    const { passed, failed } = countJunit(await readFile(file, "utf8").catch(() => ""));
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    await provision.stop();
  }
}

/** Reads the totals of a JUnit report; a skipped test counts as failed, since none may be. */
function countJunit(xml: string): SuiteResult {
  const total = (name: string) =>
    [...xml.matchAll(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`, "g"))]
      .map((match) => Number(match[1]))
      .reduce((sum, count) => sum + count, 0);
  const failed = total("failures") + total("errors") + total("skipped");
  return { passed: total("tests") - failed, failed };
}

async function prepare(file: string): Promise<void> {
  await mkdir(artifacts, { recursive: true });
  await rm(file, { force: true });
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8").catch(() => "null"));
}

async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number | null> {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    env: { ...toolEnvironment, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "close");
  return z.int().nullable().parse(code);
}
