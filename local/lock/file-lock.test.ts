import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { acquireFileLock } from "./file-lock.mjs";
import { processIdentity } from "./process-identity.mjs";

const directory = mkdtempSync(join(tmpdir(), "genesis-lock-"));
afterAll(() => rmSync(directory, { recursive: true }));
let count = 0;
const newPath = () => join(directory, `lock-${(count += 1)}`);
const children: ReturnType<typeof fork>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Another process that tries for the lock, says what it got and stays. */
async function rival(path: string) {
  const child = fork(join(import.meta.dirname, "rival.mjs"), [path]);
  children.push(child);
  const [got] = await once(child, "message");
  return { child, got };
}

test("a lock that another process holds names that process", async () => {
  const path = newPath();
  const { child, got } = await rival(path);
  expect(got).toBe("acquired");
  expect(acquireFileLock(path)).toEqual({ status: "held", pid: child.pid });
});

test("a lock whose holder was killed is taken over, and nothing of it is left", async () => {
  const path = newPath();
  const { child } = await rival(path);
  child.kill("SIGKILL");
  await once(child, "exit");
  const lock = acquireFileLock(path);
  expect(lock.status).toBe("acquired");
  if (lock.status === "acquired") lock.release();
  expect(readdirSync(directory).filter((name) => name.includes("lock-2"))).toEqual([]);
});

test("a holder's pid that now belongs to another process does not hold the lock", () => {
  const path = newPath();
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: "an earlier boot/1" }));
  expect(acquireFileLock(path).status).toBe("acquired");
});

test("a damaged lock file does not block for ever", () => {
  const path = newPath();
  writeFileSync(path, "{");
  expect(acquireFileLock(path).status).toBe("acquired");
});

test("of many processes that find a dead holder's lock exactly one gets it", async () => {
  const path = newPath();
  const { child } = await rival(path);
  child.kill("SIGKILL");
  await once(child, "exit");
  const rivals = await Promise.all([1, 2, 3, 4, 5].map(() => rival(path)));
  expect(rivals.filter(({ got }) => got === "acquired")).toHaveLength(1);
});

test("a released lock is free", () => {
  const path = newPath();
  const first = acquireFileLock(path);
  if (first.status === "acquired") first.release();
  expect(acquireFileLock(path).status).toBe("acquired");
});

test("a process that ended has no identity", async () => {
  const { child } = await rival(newPath());
  const pid = child.pid ?? 0;
  expect(processIdentity(pid)).not.toBeNull();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(processIdentity(pid)).toBeNull();
});
