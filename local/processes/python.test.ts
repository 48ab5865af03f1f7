import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requirePython } from "./python.ts";

test("a Python that this user may not run is said before anything starts, with what to do", () => {
  const directory = mkdtempSync(join(tmpdir(), "genesis-python-"));
  const python = join(directory, "python");
  writeFileSync(python, "", { mode: 0o600 });
  expect(() => requirePython(python)).toThrow(/may not be run by this user.*Remove \.venv/);
  rmSync(directory, { recursive: true });
  expect(() => requirePython()).not.toThrow();
});
