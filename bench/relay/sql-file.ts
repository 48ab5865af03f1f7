import { readFile } from "node:fs/promises";

/** One of the .sql files beside this one. */
export function sqlFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}
