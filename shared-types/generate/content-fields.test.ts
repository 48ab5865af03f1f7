import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** What the generator writes where the world has one field more than here. */
const generate = `
import { contentFieldsJson, fieldLabelsTs, fieldTablesTs } from "./generate/content-fields.ts";
console.log(JSON.stringify([fieldTablesTs(), fieldLabelsTs("en"), fieldLabelsTs("zh-CN"), contentFieldsJson()]));
`;

describe("a line in a stage's content", () => {
  let copy = "";
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "genesis-fields-"));
    await cp(join(root, "shared-types"), join(copy, "shared-types"), { recursive: true });
    await cp(join(root, "package.json"), join(copy, "package.json"));
    await symlink(join(root, "node_modules"), join(copy, "node_modules"));
    await writeFile(join(copy, "shared-types", "print.ts"), generate);
  });
  afterAll(() => rm(copy, { recursive: true }));

  async function generated(line: string): Promise<string> {
    const world = join(copy, "shared-types", "content", "world.ts");
    const source = await readFile(join(root, "shared-types", "content", "world.ts"), "utf8");
    await writeFile(world, source.replace("    daily_life:", `    ${line}\n    daily_life:`));
    const { stdout } = await run(process.execPath, [join(copy, "shared-types", "print.ts")]);
    return stdout;
  }

  test("is in the table, in both languages' labels and in Python's file", async () => {
    const [table, english, chinese, python] = JSON.parse(
      await generated('weather: paragraph("Weather", "天气"),'),
    );
    expect(table).toContain('"weather": {\n      "kind": "prose"\n    }');
    expect(english).toContain('"weather": "Weather"');
    expect(chinese).toContain('"weather": "天气"');
    expect(python).toContain('"weather"');
  });

  test("fails the build where it is not described", async () => {
    await expect(generated("weather: z.string(),")).rejects.toThrow(/weather is not made by/);
  });

  test("fails the build where a screen could not tell which name is meant", async () => {
    const laws =
      'items("Laws", "律", z.object({ rule: sentence("Law", "律条") }), { max: 3, heading: "rule" })';
    await expect(
      generated(
        `weather: items("Weather", "天气", z.object({ rules: ${laws} }), { max: 3, heading: "rules" }),`,
      ),
    ).rejects.toThrow(/rules.rule has two/);
  });
});
