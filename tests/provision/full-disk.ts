/** A database whose disk is full for commands, by PostgreSQL's own error. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";

/** @param ownerUrl of the database @returns what `work` does, before there is room again */
export async function whileDiskIsFull<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(await readFile(join(import.meta.dirname, "full-disk.sql"), "utf8"));
    return await work();
  } finally {
    await sql`drop function if exists no_room cascade`;
    await sql.end();
  }
}
