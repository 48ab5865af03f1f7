/** Lines of JSON, and a disk that has no room for them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { jsonLog } from "./json-log.ts";

const directory = mkdtempSync(join(tmpdir(), "genesis-log-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("a line has time, level, logger and message, and an error with its type, code and stack", () => {
  const file = join(directory, "role.log");
  const log = jsonLog("relay", { file });
  const err = Object.assign(new TypeError("no"), { code: "ENOPE" });
  log.child({ partition: 1 }).error({ err, session_id: "s" }, "it failed");
  const line: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(line).toEqual({
    level: "error",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    logger: "relay",
    partition: 1,
    session_id: "s",
    error: {
      type: "TypeError",
      message: "no",
      code: "ENOPE",
      stack: expect.stringContaining("TypeError"),
    },
    message: "it failed",
  });
});

test("a warning that comes again and again is written a few times; errors are all written", () => {
  const file = join(directory, "repeated.log");
  const log = jsonLog("relay", { file });
  for (let n = 0; n < 100; n += 1) log.warn({ n }, "the database is away");
  for (let n = 0; n < 20; n += 1) log.error({ n }, "a request failed");
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(25);
});

test("what Node warns of is a line, too", () => {
  const module = pathToFileURL(join(import.meta.dirname, "json-log.ts")).href;
  const script = `import { jsonLog, logWarnings } from "${module}";
    logWarnings(jsonLog("relay"));
    setTimeout(() => undefined, -5);`;
  const child = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(child.stderr.toString()).toBe("");
  const line: unknown = JSON.parse(child.stdout.toString());
  expect(line).toMatchObject({
    level: "warn",
    message: "Node warns",
    error: { type: "TimeoutNegativeWarning" },
  });
});

test.runIf(process.platform === "linux")("a full disk neither throws nor ends the process", () => {
  const log = jsonLog("relay", { file: "/dev/full" });
  for (let n = 0; n < 1_000; n += 1) log.error({ n }, "there is no room for this");
});
