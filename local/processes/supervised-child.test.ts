import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { processIdentity } from "../lock/process-identity.mjs";
import { type ChildSpec, startChild } from "./child.ts";
import { type SupervisedChild, superviseChild } from "./supervised-child.ts";

let directory: string;
let supervised: SupervisedChild | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "genesis-child-"));
});
afterEach(async () => {
  await supervised?.stop(1_000);
  supervised = null;
  rmSync(directory, { recursive: true, force: true });
});

const runsOn = "setInterval(() => undefined, 60_000)";
/** Says that it is deaf to SIGTERM once it is. */
const isDeaf = `process.on("SIGTERM", () => undefined); console.log("deaf"); ${runsOn}`;

function spec(program: string): ChildSpec {
  return {
    command: process.execPath,
    args: ["-e", program],
    env: process.env,
    logFile: join(directory, "log"),
    recordFile: join(directory, "record.json"),
  };
}

async function supervise(program: string): Promise<{ child: SupervisedChild; said: string[] }> {
  const said: string[] = [];
  const child = await superviseChild({
    name: "The child",
    spec: async () => spec(program),
    onRestart: (line) => said.push(line),
  });
  supervised = child;
  return { child, said };
}

test("a child that was killed is started again, and that is said", async () => {
  const { child, said } = await supervise(runsOn);
  const first = child.pid ?? 0;
  process.kill(first, "SIGKILL");
  await expect.poll(() => child.pid, { timeout: 10_000 }).not.toBe(first);
  await expect.poll(() => child.pid, { timeout: 10_000 }).not.toBeNull();
  expect(said).toEqual(["The child ended (SIGKILL), starting it again"]);
});

test("a child that is stopped stays ended, and its record goes", async () => {
  const { child, said } = await supervise(runsOn);
  const pid = child.pid ?? 0;
  await child.stop(5_000);
  expect(processIdentity(pid)).toBeNull();
  expect(said).toEqual([]);
  expect(() => readFileSync(join(directory, "record.json"))).toThrow("ENOENT");
});

test("a child that does not take the signal is killed after its grace", async () => {
  const { child } = await supervise(isDeaf);
  const pid = child.pid ?? 0;
  await expect.poll(() => readFileSync(join(directory, "log"), "utf8")).toContain("deaf");
  await child.stop(100);
  expect(processIdentity(pid)).toBeNull();
});

test("a child that an earlier, killed studio left is ended before the new one starts", async () => {
  const left = await startChild(spec(runsOn));
  const { child } = await supervise(runsOn);
  await left.exited;
  expect(processIdentity(left.pid)).toBeNull();
  expect(child.pid).not.toBe(left.pid);
});
