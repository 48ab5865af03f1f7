/** `npm start`: what it prints, how it ends, and what another one finds. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { processIdentity } from "../../local/lock/process-identity.mjs";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { linesSince, logLines } from "../provision/log-lines.ts";
import { mustRun } from "../provision/must-run.ts";
import { plainEnvironment } from "../provision/processes.ts";
import { type Studio, startStudio } from "../provision/studio.ts";
import { promisedMs } from "../provision/patience-ms.ts";

let studio: Studio;
beforeAll(async () => {
  // As a writer's own folders are called.
  studio = await startStudio({ prefix: "书房 genesis-" });
});
afterAll(async () => {
  await studio[Symbol.asyncDispose]();
});

/** A start that is expected to end by itself. */
async function refusedStart(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [join(repositoryRoot, "local", "commands", "start.ts")], {
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  }
  const [code] = await once(child, "close");
  return { code, said: said.join("") };
}

const record = z.object({ pid: z.int(), identity: z.string() });

function recordedChild(name: string): z.infer<typeof record> {
  const file = join(studio.dataDirectory, "run", `${name}.json`);
  return record.parse(JSON.parse(readFileSync(file, "utf8")));
}

const children = ["postgres", "prefect", "flows"] as const;

const readiness = z.object({
  parts: z.record(
    z.string(),
    z.object({ status: z.string(), seen_at: z.coerce.date().nullable() }),
  ),
});

/** The database has no heartbeat: it is asked when the answer is made. */
async function partsThatAreNotOkSince(moment: Date): Promise<string[]> {
  const response = await fetch(`${studio.url}/api/health/ready`);
  const { parts } = readiness.parse(await response.json());
  const isOk = (name: string, part: { status: string; seen_at: Date | null }) =>
    part.status === "ok" && (name === "database" || (part.seen_at ?? moment) > moment);
  return [...Object.entries(parts)]
    .filter(([name, part]) => !isOk(name, part))
    .map(([name]) => name);
}

const isRunning = (child: z.infer<typeof record>) => processIdentity(child.pid) === child.identity;

test("the ready line names the address under which page and API are served", async () => {
  const page = await fetch(studio.url);
  expect(page.headers.get("content-type")).toContain("text/html");
  const ready = await fetch(`${studio.url}/api/health/ready`);
  expect(ready.status).toBe(200);
});

test("what docs/prefect.md gives to type asks the local Prefect for its runs", async () => {
  const page = readFileSync(join(repositoryRoot, "docs", "prefect.md"), "utf8");
  const [, block = ""] = /^```sh\n([^]*?)^```$/m.exec(page) ?? [];
  expect(block).toContain("flow-run ls");
  const script = block.replaceAll(
    /\.data\/[\w.]+/g,
    (file) => `'${file.replace(".data", studio.dataDirectory)}'`,
  );
  const env = { ...plainEnvironment(), PREFECT_HOME: join(studio.dataDirectory, "asking") };
  const asked = { cwd: repositoryRoot, env };
  expect(await mustRun("/bin/sh", ["-euc", script], asked)).toMatch(/flow runs/i);
});

test("a second start on the same data directory says which process has it", async () => {
  const { code, said } = await refusedStart({
    GENESIS_DATA_DIR: studio.dataDirectory,
    PORT: String(await freePort()),
  });
  expect(code).toBe(1);
  expect(said).toContain(
    `GENESIS_DATA_DIR: ${studio.dataDirectory} is in use by process ${studio.pid}`,
  );
});

test("a port that is taken is named before anything is started", async () => {
  const thief = createServer().listen(0, "127.0.0.1");
  await once(thief, "listening");
  const address = z.object({ port: z.int() }).parse(thief.address());
  const { code, said } = await refusedStart({ PORT: String(address.port) });
  thief.close();
  expect(code).toBe(1);
  expect(said).toContain(`PORT: ${address.port} is in use`);
});

test("a wrong variable is named with what it got and what it takes", async () => {
  const { code, said } = await refusedStart({ PORT: "eighty", GENESIS_SECRET: "short" });
  expect(code).toBe(1);
  expect(said).toMatch(/^PORT: got "eighty"; takes a TCP port/m);
  expect(said).toMatch(/^GENESIS_SECRET: /m);
  expect(said).not.toContain("short");
});

async function startedAgain(name: string, killed: z.infer<typeof record>): Promise<void> {
  await expect
    .poll(() => {
      try {
        return isRunning(recordedChild(name)) && recordedChild(name).pid !== killed.pid;
      } catch {
        return false;
      }
    })
    .toBe(true);
  // A heartbeat of before still says ok for some seconds.
  const backAt = new Date();
  await expect.poll(() => partsThatAreNotOkSince(backAt)).toEqual([]);
}

test.each(["flows", "prefect"] as const)(
  "%s, killed, is started again and the studio is ready again",
  async (name) => {
    const killed = recordedChild(name);
    process.kill(killed.pid, "SIGKILL");
    await startedAgain(name, killed);
  },
);

/** Prefect alone wrote 414 lines a second. */
const MOST_LINES_WHILE_AWAY = 100;
/** PostgreSQL's starts that have to fail, about one a second; the long form is 60. */
const FAILING_STARTS = Number(process.env["GENESIS_FAILING_STARTS"] ?? "4");

test("postgres, killed and not to be started for a while, is back by itself; nothing fills its log meanwhile", async () => {
  const killed = recordedChild("postgres");
  const logs = join(studio.dataDirectory, "logs");
  const needed = join(studio.dataDirectory, "postgres", "global", "pg_control");
  const before = logLines(logs);
  const said = (name: string) => readFileSync(join(logs, `${name}.log`), "utf8");
  const failedStarts = () => said("postgres").split("could not open file").length - 1;
  renameSync(needed, `${needed}.away`);
  process.kill(killed.pid, "SIGKILL");
  await expect.poll(failedStarts, { timeout: 300_000 }).toBeGreaterThanOrEqual(FAILING_STARTS);
  const since = () => Object.fromEntries(linesSince(before, logLines(logs)));
  // The worker asks it every few seconds.
  await expect.poll(() => since()["prefect"], { timeout: 120_000 }).toBeGreaterThan(0);
  const lines = since();
  renameSync(`${needed}.away`, needed);
  await startedAgain("postgres", killed);
  process.stdout.write(`lines while PostgreSQL was away: ${JSON.stringify(lines)}\n`);
  // PostgreSQL's own says why it does not start.
  const { postgres: _, ...ofParts } = lines;
  expect(Object.entries(ofParts).filter(([, more]) => more > MOST_LINES_WHILE_AWAY)).toEqual([]);
  // Libraries' own form of a line, which is text with a stack under it.
  const texts = ["flows", "prefect"].flatMap((name) => said(name).match(/^[\d:.]+ \| .*$/gm) ?? []);
  expect(texts).toEqual([]);
});

test("SIGTERM ends the studio and every child within 10 s, and the next start keeps all data", async () => {
  const created = await fetch(`${studio.url}/api/v1/genesis/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "Kept" }),
  });
  const cookie = created.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const location = created.headers.get("location") ?? "";
  const running = children.map(recordedChild);
  const stoppedAt = Date.now();
  expect(await studio.stop()).toBe(0);
  expect(Date.now() - stoppedAt).toBeLessThan(promisedMs(10_000));
  expect(running.filter(isRunning)).toEqual([]);
  await studio.start();
  const state = await fetch(new URL(location, studio.url), { headers: { cookie } });
  expect(z.object({ title: z.string() }).parse(await state.json()).title).toBe("Kept");
});

test("kill -9 of everything leaves nothing that blocks the next start", async () => {
  const running = children.map(recordedChild);
  await studio.kill9();
  await studio.start();
  expect(running.filter(isRunning)).toEqual([]);
});

test("kill -9 of the studio's process alone ends its children", async () => {
  const running = children.map(recordedChild);
  process.kill(studio.pid, "SIGKILL");
  await expect.poll(() => running.filter(isRunning)).toEqual([]);
  await studio.stop();
  await studio.start();
});
