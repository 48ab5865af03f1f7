/** The SQL functions: always those of the checkout, replaced as a whole. */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type postgres from "postgres";
import { repositoryRoot } from "../repository-root.ts";
import type { MadeLogins } from "./make-logins.ts";
import { openings } from "./openings.ts";
import { type RoleNames, withRoleNames } from "./role-names.ts";

/** In this order: written functions use the types, and the tables that are generated from shared-types. */
const folders = ["sql/generated", "sql/types", "sql/functions"];

/**
 * Replaces all functions in one transaction if their files changed since the last time, which a
 * comment on their schema remembers. Calls that run meanwhile see the old ones or the new ones.
 * @param logins who may call them
 */
export async function replaceFunctions(
  sql: postgres.Sql,
  names: RoleNames,
  logins: MadeLogins,
): Promise<void> {
  const files = await functionFiles(names);
  const [recreate, finish, open] = await Promise.all(
    ["recreate-schema.sql", "finish-schema.sql", "open-functions.sql"].map(async (name) =>
      withRoleNames(await readFile(join(import.meta.dirname, name), "utf8"), names),
    ),
  );
  if (recreate === undefined || finish === undefined || open === undefined) {
    throw new Error("a file of migrate is gone");
  }
  const opening = JSON.stringify(openings(names, logins));
  const hash = hashOf([
    ...files,
    { path: "recreate", text: recreate },
    { path: "finish", text: finish },
    { path: "open", text: open },
    { path: "opening", text: opening },
  ]);
  const [present] =
    await sql`select obj_description(to_regnamespace('genesis'), 'pg_namespace') as hash`;
  if (present?.["hash"] === hash) return;
  await sql.begin(async (transaction) => {
    await transaction.unsafe(recreate);
    // Twice: the first time a function may name one that comes later, the second time every body
    // is checked.
    for (const check of ["off", "on"]) {
      await transaction.unsafe(`set local check_function_bodies = ${check}`);
      for (const file of files) await applyFile(transaction, file);
    }
    await transaction.unsafe(finish);
    await transaction`select set_config('genesis.opening', ${opening}, true)`;
    await transaction.unsafe(open);
    // COMMENT takes no parameters; a hexadecimal hash needs no quoting.
    await transaction.unsafe(`comment on schema genesis is '${hash}'`);
  });
}

interface SqlFile {
  /** Relative to the checkout, with "/". */
  readonly path: string;
  readonly text: string;
}

async function applyFile(transaction: postgres.TransactionSql, file: SqlFile): Promise<void> {
  try {
    await transaction.unsafe(file.text);
  } catch (error) {
    if (error instanceof Error) error.message = `${file.path}: ${error.message}`;
    throw error;
  }
}

async function functionFiles(names: RoleNames): Promise<SqlFile[]> {
  const listed = await Promise.all(folders.map((folder) => sqlFiles(join(repositoryRoot, folder))));
  const files = listed.flat().map(async (path) => ({
    path: relative(repositoryRoot, path).split(sep).join("/"),
    text: withRoleNames(await readFile(path, "utf8"), names),
  }));
  return Promise.all(files);
}

async function sqlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sql"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files: readonly SqlFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of files) hash.update(path).update("\0").update(text).update("\0");
  return hash.digest("hex");
}
