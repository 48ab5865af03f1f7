import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { installKey, planInstall, readStamp, removeStamp, writeStamp } from "./stamp.mjs";

const directory = mkdtempSync(join(tmpdir(), "genesis-stamp-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("what an install has to do", () => {
  test("nothing where all of it is there", () => {
    expect(planInstall({ key: "a", dev: false }, { key: "a", dev: false })).toEqual({
      action: "none",
    });
  });

  test("nothing where the development packages are there and nobody asks for them", () => {
    expect(planInstall({ key: "a", dev: true }, { key: "a", dev: false })).toEqual({
      action: "none",
    });
  });

  test("development packages are added to what is there, which stays", () => {
    expect(planInstall({ key: "a", dev: false }, { key: "a", dev: true })).toEqual({
      action: "add",
      dev: true,
    });
  });

  test("after a change of the locks the development packages stay in", () => {
    expect(planInstall({ key: "a", dev: true }, { key: "b", dev: false })).toEqual({
      action: "add",
      dev: true,
    });
  });

  test("an install that was cut off is made again from nothing", () => {
    expect(planInstall(null, { key: "a", dev: false })).toEqual({ action: "renew", dev: false });
  });
});

describe("a stamp", () => {
  const path = join(directory, "inner", "stamp.json");

  test("is read as it was written, and gone once removed", () => {
    writeStamp(path, { key: "a", dev: true });
    expect(readStamp(path)).toEqual({ key: "a", dev: true });
    removeStamp(path);
    expect(readStamp(path)).toBeNull();
  });

  test("that is damaged counts as none", () => {
    writeStamp(path, { key: "a", dev: true });
    writeFileSync(path, '{"key":"a"');
    expect(readStamp(path)).toBeNull();
  });
});

test("the key changes with a lock file and with what else the install depends on", () => {
  const lock = join(directory, "lock");
  writeFileSync(lock, "one");
  const one = installKey([lock]);
  expect(installKey([lock])).toBe(one);
  expect(installKey([lock], ["fact"])).not.toBe(one);
  writeFileSync(lock, "two");
  expect(installKey([lock])).not.toBe(one);
});
