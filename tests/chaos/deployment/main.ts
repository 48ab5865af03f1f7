/**
 * `npm run chaos -- deployment`: follows docs/first-deployment.md to the letter in a clean directory,
 * with servers and proxies of its own, and says how long each step took.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { runProgram } from "../../../local/processes/run-program.ts";
import { type ControlledProcess, controlledProcess } from "../../provision/controlled-process.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { takeOut } from "../../provision/take-out.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { type Block, deploymentPage, valuesToFillIn } from "./page.ts";
import { type Surroundings, startSurroundings } from "./surroundings.ts";

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-deployment-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  // Without what was installed or built in this one.
  const checkout = join(directory, "studio");
  await takeOut("HEAD", checkout);
  const surroundings = parts.use(await startSurroundings(directory));
  options.say("the servers and the proxies run");
  const blocks = await deploymentPage();
  const names = valuesToFillIn(blocks);
  const unknown = names.filter((name) => surroundings.values[name] === undefined);
  if (unknown.length > 0) throw new Error(`the page has a value of its own: ${unknown.join(", ")}`);
  const figures: Record<string, number> = {};
  const violations: string[] = [];
  const processes: ControlledProcess[] = [];
  const began = Date.now();
  let preparation = "";
  for (const [index, block] of blocks.entries()) {
    const startedAt = Date.now();
    if (block.kind === "environment") {
      // The reader's values instead of the examples.
      preparation += index === 0 ? filledIn(names, surroundings) : block.text;
      continue;
    }
    const step = `${index}: ${block.text.split("\n")[0]?.slice(0, 40) ?? ""}`;
    const fault = await follow(block, { checkout, preparation, surroundings, processes, parts });
    figures[`${step} (s)`] = (Date.now() - startedAt) / 1_000;
    options.say(`${step}${fault === null ? "" : `: ${fault}`}`);
    if (fault !== null) {
      const logs = processes.map((part) => `${part.name}:\n${part.endOfLog()}`);
      violations.push(`${step}: ${fault}\n${logs.join("\n")}`);
      break;
    }
  }
  figures["whole (s)"] = (Date.now() - began) / 1_000;
  return { cuts: {}, figures, violations };
}

interface Place {
  readonly checkout: string;
  readonly preparation: string;
  readonly surroundings: Surroundings;
  readonly processes: ControlledProcess[];
  readonly parts: AsyncDisposableStack;
}

/** @returns what went wrong, in the program's words */
async function follow(block: Block, place: Place): Promise<string | null> {
  const { checkout, preparation, surroundings, processes, parts } = place;
  if (block.kind === "sql") return inPostgres(block.text, surroundings);
  // The Node that runs this, as an image has one.
  const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
  const env = { ...plainEnvironment(), PATH: path };
  const args = ["-euc", `${preparation}\n${block.text}`];
  if (block.kind === "steps") {
    const { code, output } = await runProgram("/bin/sh", args, { cwd: checkout, env });
    return code === 0 ? null : `ended with ${code}: ${output}`;
  }
  const name = /commands\/(\w+)\.ts/.exec(block.text)?.[1] ?? "part";
  const logFile = join(dirname(checkout), `${name}.log`);
  const part = controlledProcess({ name, command: "/bin/sh", args, env, cwd: checkout, logFile });
  parts.use(part);
  processes.push(part);
  await part.start();
  return null;
}

async function inPostgres(text: string, { adminUrl, values }: Surroundings) {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    for (const statement of text.split(";").filter((part) => part.trim() !== "")) {
      await sql.unsafe(statement.replace("OWNER_PASSWORD", values["OWNER_PASSWORD"] ?? ""));
    }
    return null;
  } catch (error) {
    return String(error);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function filledIn(names: readonly string[], { values }: Surroundings): string {
  return names.map((name) => `export ${name}='${values[name] ?? ""}'\n`).join("");
}
