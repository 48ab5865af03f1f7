/**
 * `npm run sbom`: prints a CycloneDX 1.5 document of every package that the two locks name, npm's as
 * npm writes them, Python's with their hashes. Asks nobody: both locks are in the checkout.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fail } from "../processes/fail.ts";
import { runProgram } from "../processes/run-program.ts";
import { repositoryRoot } from "../repository-root.ts";
import { type Component, pythonComponents } from "../sbom/python-components.ts";

const document = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ purl: z.string() })),
});

/** What runs the studio, and with `requirements-dev` what its tests need. */
const PYTHON_LOCKS = ["requirements.lock", "requirements-tools.lock", "requirements-dev.lock"];

async function npmDocument(): Promise<z.infer<typeof document>> {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--loglevel=error"];
  const cli = process.env["npm_execpath"];
  const [command, before] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
  const { code, output } = await runProgram(command, [...before, ...args], {
    cwd: repositoryRoot,
    env: process.env,
  });
  if (code !== 0) throw new Error(`npm sbom failed:\n${output}`);
  return document.parse(JSON.parse(output));
}

async function run(): Promise<void> {
  const npm = await npmDocument();
  const python = new Map<string, Component>();
  for (const name of PYTHON_LOCKS) {
    const text = await readFile(join(repositoryRoot, "flows", name), "utf8");
    for (const component of pythonComponents(text)) python.set(component.purl, component);
  }
  // npm takes the folder's name for the product's.
  npm.metadata.component.name = "genesis-studio";
  const whole = { ...npm, components: [...npm.components, ...python.values()] };
  process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
}

run().catch(fail);
