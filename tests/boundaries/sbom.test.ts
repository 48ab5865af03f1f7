/** The software bill of materials has each package of both locks, with its hash. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

/** What CycloneDX 1.5 asks for. */
const bom = z.object({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.literal("1.5"),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  version: z.int().min(1),
  metadata: z.looseObject({ component: z.looseObject({ name: z.literal("genesis-studio") }) }),
  components: z.array(
    z.looseObject({
      "bom-ref": z.string().min(1),
      type: z.literal("library"),
      name: z.string().min(1),
      version: z.string().min(1),
      purl: z.string().regex(/^pkg:(npm|pypi)\/[^@\s]+@\S+$/),
      hashes: z
        .array(z.object({ alg: z.enum(["SHA-512", "SHA-256"]), content: z.string().min(64) }))
        .min(1),
    }),
  ),
});

test("npm run sbom names each package of the locks once, with a hash, and asks no registry", async () => {
  const { code, output } = await runProgram(
    process.execPath,
    [join(repositoryRoot, "local", "commands", "sbom.ts")],
    { cwd: repositoryRoot, env: { ...process.env, npm_config_registry: "http://127.0.0.1:1" } },
  );
  expect(code, output).toBe(0);
  const { components } = bom.parse(JSON.parse(output));
  const purls = components.map(({ purl }) => purl);
  expect(new Set(purls).size).toBe(purls.length);
  const lock = await readFile(join(repositoryRoot, "flows", "requirements.lock"), "utf8");
  const pinned = [...lock.matchAll(/^[\w.-]+==/gm)].length;
  expect(purls.filter((purl) => purl.startsWith("pkg:pypi/")).length).toBeGreaterThanOrEqual(
    pinned,
  );
  expect(purls).toContain("pkg:npm/hono@4.13.19");
});
