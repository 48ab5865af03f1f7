/** `npm run backup` of a studio's data while it is written to, and `npm run restore` of it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "../../local/postgres/embedded-postgres.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { openDataDirectory } from "../../local/lock/data-directory.ts";
import { plainEnvironment } from "../provision/processes.ts";

const root = mkdtempSync(join(tmpdir(), "genesis-backup-"));
const data = join(root, "data");
const kept = join(root, "kept");
afterAll(() => rmSync(root, { recursive: true, force: true }));

function command(name: "backup" | "restore", directory: string, dataDirectory: string) {
  const script = join(repositoryRoot, "local", "commands", `${name}.ts`);
  return runProgram(process.execPath, [script, directory], {
    env: { ...plainEnvironment(), GENESIS_DATA_DIR: dataDirectory },
  });
}

function startServer(directory: string) {
  mkdirSync(directory, { recursive: true });
  return startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
  });
}

/** How many rows there are, having looked that none between them is missing. */
async function rowsOf(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ count: number; last: number }[]>`
      select count(*)::int as count, coalesce(max(n), 0) as last from written`;
    expect(row?.count).toBe(row?.last);
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}

test("what was committed before the backup began is in it, in order, while others write on", async () => {
  const opened = openDataDirectory(data);
  if (opened.status !== "opened") throw new Error("held");
  const server = await startServer(data);
  writeFileSync(join(data, "secret.key"), "the installation's");
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql`create table written (n integer primary key, words text)`;
  let n = 0;
  const write = async () => {
    n += 1;
    await sql`insert into written values (${n}, ${"words ".repeat(500)})`;
  };
  for (let first = 0; first < 500; first += 1) await write();
  let isDone = false;
  const backup = command("backup", kept, data).finally(() => {
    isDone = true;
  });
  while (!isDone) await write();
  expect(await backup).toMatchObject({ code: 0 });
  const written = n;
  expect(await command("backup", kept, data)).toMatchObject({
    code: 1,
    output: expect.stringContaining("is not empty"),
  });
  await sql.end();
  await server.stop();
  opened.directory.release();

  const elsewhere = join(root, "elsewhere");
  expect(await command("restore", kept, elsewhere)).toMatchObject({ code: 0 });
  const restored = await startServer(elsewhere);
  const rows = await rowsOf(restored.url);
  expect(rows).toBeGreaterThanOrEqual(500);
  expect(rows).toBeLessThanOrEqual(written);
  expect(readFileSync(join(elsewhere, "secret.key"), "utf8")).toBe("the installation's");
  await restored.stop();

  // Over what is there: that is moved aside, and can be had back.
  const again = await command("restore", kept, data);
  expect(again.code).toBe(0);
  const aside = /before is in (.+)$/m.exec(again.output)?.[1] ?? "";
  expect(existsSync(join(aside, "postgres", "PG_VERSION"))).toBe(true);
  const old = await startServer(aside);
  expect(await rowsOf(old.url)).toBe(written);
  await old.stop();
}, 120_000);

test("a studio that runs is not written over, and what is no backup is not restored", async () => {
  const held = openDataDirectory(join(root, "held"));
  if (held.status !== "opened") throw new Error("held");
  expect(await command("restore", kept, join(root, "held"))).toMatchObject({
    code: 1,
    output: expect.stringContaining("stop it first"),
  });
  held.directory.release();
  expect(await command("restore", root, join(root, "new"))).toMatchObject({
    code: 1,
    output: expect.stringContaining("is no backup"),
  });
  expect(await command("backup", join(root, "none"), join(root, "empty"))).toMatchObject({
    code: 1,
    output: expect.stringContaining("no studio"),
  });
});
