import { expect, test } from "vitest";
import { environment } from "#shared/environment.ts";
import { runCommand } from "./run-command.mjs";

test("what an installer starts knows no secret of the studio's", async () => {
  const secrets = Object.entries(environment)
    .filter(([, field]) => field.disclosure !== "plain")
    .map(([name]) => name)
    .filter((name) => name !== "PUBLIC_URL");
  expect(secrets).toContain("OPENAI_API_KEY");
  const env = { ...process.env, ...Object.fromEntries(secrets.map((name) => [name, "set"])) };
  const { output } = await runCommand(process.execPath, ["-p", "Object.keys(process.env).join()"], {
    env,
  });
  const seen = output.trim().split(",");
  expect(seen).toContain("PATH");
  expect(secrets.filter((name) => seen.includes(name))).toEqual([]);
});
