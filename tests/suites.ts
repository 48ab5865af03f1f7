/** The two suites of `npm test`, and how many tests of each passed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";
import { venvPython } from "../local/processes/python.ts";
import { repositoryRoot } from "../local/repository-root.ts";
import { toolEnvironment } from "./checks.ts";
import { prefectVariables } from "./provision/prefect-api.ts";
import { startProvision } from "./provision/provision.ts";

export interface SuiteResult {
  readonly passed: number;
  /** What failed, each by its name. */
  readonly failures: readonly string[];
}

const artifacts = join(repositoryRoot, "tests", ".artifacts");

const vitestReport = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

type Variables = Readonly<Record<string, string>>;

/**
 * @param filters further arguments for vitest, such as `--project unit`
 * @param name the report's, of runs beside one another
 * @param env what its tests read beside
 */
export async function runVitest(
  filters: readonly string[],
  name = "vitest",
  env: Variables = {},
): Promise<SuiteResult> {
  await using report = await reportFile(`${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report.path}`];
  const vitest = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
  const code = await run(process.execPath, [vitest, "run", ...reporters, ...filters], env);
  const read = vitestReport.safeParse(await readJson(report.path));
  if (!read.success) return { passed: 0, failures: ["vitest wrote no report"] };
  const failures = read.data.testResults.flatMap(({ name: path, status, assertionResults }) => {
    const title = relative(repositoryRoot, path);
    const failed = assertionResults.filter((test) => test.status === "failed");
    // A file that does not load has no test that failed.
    if (failed.length === 0) return status === "failed" ? [title] : [];
    return failed.map(({ fullName }) => `${title}: ${fullName}`);
  });
  return { passed: read.data.numPassedTests, failures: orItsCode("vitest", code, failures) };
}

/** What ends badly without a test that failed has failed all the same: an unhandled error does so. */
function orItsCode(program: string, code: number | null, failures: readonly string[]) {
  return failures.length > 0 || code === 0 ? failures : [`${program} ended with code ${code}`];
}

/**
 * pytest gets a database and a Prefect server by the environment, as the worker does.
 * @param files only these; all where there are none @param env what its tests read beside
 */
export async function runPytest(
  files: readonly string[] = [],
  env: Variables = {},
): Promise<SuiteResult> {
  await using report = await reportFile("pytest.xml");
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
      `--junit-xml=${report.path}`,
      ...files,
    ];
    const code = await run(venvPython, args, {
      ...env,
      DATABASE_URL: database["url"],
      ...prefectVariables(prefect),
      GENESIS_TEST_PROVISION_URL: provision.url,
    });
    const { passed, failures } = readJunit(await readFile(report.path, "utf8").catch(() => ""));
    return { passed, failures: orItsCode("pytest", code, failures) };
  } finally {
    await provision.stop();
  }
}

/** A JUnit report; a skipped test is one that failed, since none may be. */
function readJunit(xml: string): SuiteResult {
  const tests = [...xml.matchAll(/<testcase\b([^>]*[^/>])(?:\/>|>\s*<(failure|error|skipped)?)/g)];
  const named = (attributes: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
  const failures = tests
    .filter(([, , outcome]) => outcome !== undefined)
    .map(
      ([, attributes = ""]) => `${named(attributes, "classname")}: ${named(attributes, "name")}`,
    );
  return { passed: tests.length - failures.length, failures };
}

/** A run's own, and gone after it: another one may be under way in this checkout. */
async function reportFile(name: string): Promise<AsyncDisposable & { readonly path: string }> {
  await mkdir(artifacts, { recursive: true });
  const path = join(artifacts, `${process.pid}-${name}`);
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
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
