import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "../processes/start-error.ts";
import { checkOperatorModel, withModelsFile } from "./operator-model.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "genesis-models-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const path = (name: string) => join(directory, name);

test("what the worker would refuse of the model is said before it starts, by the variable's name", async () => {
  writeFileSync(path("no.toml"), "model = [");
  writeFileSync(path("wrong.toml"), "concurrency = 0");
  for (const [file, why] of [
    ["nowhere.toml", /^GENESIS_MODELS_FILE: got ".*nowhere\.toml" \(.+\); takes a TOML file/],
    ["no.toml", /\(not TOML: /],
    ["wrong.toml", /\(concurrency: /],
  ] as const) {
    const refused = checkOperatorModel({ ...process.env, GENESIS_MODELS_FILE: path(file) });
    await expect(refused).rejects.toThrow(why);
    await expect(refused).rejects.toBeInstanceOf(StartError);
  }
});

test("a file is meant from where the command was given, wherever the worker runs", async () => {
  writeFileSync(path("models.toml"), 'model = "m"');
  const env = { ...process.env, INIT_CWD: directory, GENESIS_MODELS_FILE: "./models.toml" };
  expect(withModelsFile(env)["GENESIS_MODELS_FILE"]).toBe(path("models.toml"));
  await expect(checkOperatorModel(env)).resolves.toBeUndefined();
});
