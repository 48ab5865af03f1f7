/**
 * `npm run lighthouse [-- PAGE…] [--runs N] [--language zh-CN]`: Lighthouse on the dashboard, the studio and a
 * novel, of the stand-in, as a desktop and as a phone: the median of N runs (3), and what costs a point. Its
 * packages, 111 MB, are fetched once into tests/.artifacts, as the lock in `packages` has them; nothing else
 * needs them. Beside other work it measures that work: the machine should be idle.
 */
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { LANGUAGES } from "#shared/statuses.ts";
import { median } from "../../bench/measurement.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { novel, story } from "../../ui/gallery/making.ts";
import { startFakeServer } from "../../ui/testing/fake-server.ts";
import { builtPages, buildUi } from "../../local/studio/ui-build.ts";
import { launchChromium } from "../provision/chromium.ts";
import { plainEnvironment } from "../provision/processes.ts";

const FORMS = ["desktop", "mobile"] as const;
/** The least scores, in the order of `CATEGORIES`. */
const GOALS = { desktop: [100, 100, 100], mobile: [95, 100, 100] } as const;
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

const report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({ score: z.number().nullable(), displayValue: z.string().optional() }),
  ),
});
type Report = z.infer<typeof report>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "3" },
    language: { type: "string", default: "en" },
  },
});
const language = LANGUAGES.find((known) => known === values.language) ?? "en";
const folder = join(repositoryRoot, "tests", ".artifacts", "lighthouse");

await mkdir(folder, { recursive: true });
for (const name of ["package.json", "package-lock.json"]) {
  await copyFile(join(import.meta.dirname, "packages", name), join(folder, name));
}
const env = plainEnvironment();
const installed = await runProgram("npm", ["ci", "--ignore-scripts", "--no-audit"], {
  cwd: folder,
  env,
});
if (installed.code !== 0) throw new Error(installed.output);

await buildUi();
const server = await startFakeServer({ built: builtPages });
const pages = [
  ["dashboard", "/"],
  ["studio", story.prepare(server, language)],
  ["novel", novel.prepare(server, language)],
] as const;
const port = await freePort();
const browser = await launchChromium({
  args: [`--remote-debugging-port=${port}`, `--lang=${language}`],
});
const reports = await mkdtemp(join(tmpdir(), "genesis-lighthouse-"));
try {
  for (const [name, path] of pages) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const form of FORMS) {
      const runs: Report[] = [];
      while (runs.length < Number(values.runs)) runs.push(await look(server.url + path, form));
      say(name, form, runs);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(reports, { recursive: true });
}

async function look(url: string, form: (typeof FORMS)[number]): Promise<Report> {
  const file = join(reports, "report.json");
  const { code, output } = await runProgram(
    process.execPath,
    [
      join(folder, "node_modules", "lighthouse", "cli", "index.js"),
      url,
      `--port=${port}`,
      "--output=json",
      `--output-path=${file}`,
      `--only-categories=${CATEGORIES.join(",")}`,
      "--quiet",
      "--no-enable-error-reporting",
      ...(form === "desktop" ? ["--preset=desktop"] : []),
    ],
    { cwd: folder, env },
  );
  if (code !== 0) throw new Error(output);
  return report.parse(JSON.parse(await readFile(file, "utf8")));
}

/** A line of scores, and a line for each audit of the last run that is not full marks. */
function say(name: string, form: (typeof FORMS)[number], runs: readonly Report[]): void {
  const scores = CATEGORIES.map((category) =>
    median(runs.map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100))),
  );
  const isGood = scores.every((score, at) => score >= (GOALS[form][at] ?? 0));
  if (!isGood) process.exitCode = 1;
  process.stdout.write(
    `${isGood ? "good" : "BAD "} ${name}, ${form}: ${CATEGORIES.map((category, at) => `${category} ${scores[at]}`).join(", ")}\n`,
  );
  const last = runs.at(-1);
  for (const { auditRefs } of Object.values(last?.categories ?? {})) {
    for (const { id, weight } of auditRefs) {
      const audit = last?.audits[id];
      if (weight === 0 || audit?.score === null || audit?.score === undefined) continue;
      if (audit.score < 1)
        process.stdout.write(`     ${id} ${audit.score} ${audit.displayValue ?? ""}\n`);
    }
  }
}
