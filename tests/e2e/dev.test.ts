/** `npm run dev`, in a checkout of its own that the test may change. */
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../local/processes/free-port.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { launchChromium } from "../provision/chromium.ts";
import { plainEnvironment } from "../provision/processes.ts";

let checkout = "";
let url = "";
let said = "";
let end = async (): Promise<void> => undefined;

const output = new EventEmitter();

/** Resolves once what was said has the text. @throws where it ends before */
async function hears(text: string): Promise<void> {
  while (!said.includes(text)) {
    const [heard] = await once(output, "said");
    if (heard === "end") throw new Error(`npm run dev ended: ${said}`);
  }
}

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), "genesis-dev-"));
  const listed = await runProgram(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: repositoryRoot,
      env: process.env,
    },
  );
  for (const file of listed.output.split("\0").filter((name) => name !== "")) {
    await cp(join(repositoryRoot, file), join(checkout, file));
  }
  for (const folder of ["node_modules", ".venv"]) {
    await symlink(join(repositoryRoot, folder), join(checkout, folder));
  }
  const port = await freePort();
  const child = spawn(process.execPath, [join(checkout, "local", "commands", "dev.ts")], {
    cwd: checkout,
    env: { ...plainEnvironment(), PORT: String(port), GENESIS_DATA_DIR: join(checkout, "data") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      output.emit("said", "more");
    });
  }
  child.once("exit", () => output.emit("said", "end"));
  url = `http://127.0.0.1:${port}`;
  end = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  await hears("Genesis Studio ready");
});

afterAll(async () => {
  await end();
  await rm(checkout, { recursive: true });
});

test("a word that is changed in its file is on the page, which needs no press", async () => {
  await using browser = await launchChromium();
  const page = await browser.newPage({ locale: "en-US" });
  await page.goto(url);
  await page.getByText("I have an idea").first().waitFor();
  const file = join(checkout, "ui", "i18n", "en.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("I have an idea", "I dreamt of it"));
  await page.getByText("I dreamt of it").first().waitFor();
});

test("a changed file of the servers starts them again, and PostgreSQL keeps running", async () => {
  const database = await readFile(join(checkout, "data", "run", "postgres.json"), "utf8");
  const file = join(checkout, "edge", "log.ts");
  await writeFile(file, `${await readFile(file, "utf8")}\n// changed\n`);
  await hears("edge/log.ts changed");
  await expect.poll(async () => (await fetch(`${url}/api/health/ready`)).status).toBe(200);
  expect(await readFile(join(checkout, "data", "run", "postgres.json"), "utf8")).toBe(database);
});

test("a test or a document that changes starts nothing", async () => {
  const before = said;
  await writeFile(join(checkout, "edge", "config.test.ts"), "// nothing\n");
  await writeFile(join(checkout, "sql", "generated", "touched.sql"), "-- nothing\n");
  await hears("touched.sql changed");
  expect(said.slice(before.length)).not.toContain("config.test.ts");
});
