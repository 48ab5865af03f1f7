/** How much was logged, by the files of a directory. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export type LogLines = ReadonlyMap<string, number>;

/** Of each `NAME.log`, under its name, the lines so far. */
export function logLines(directory: string): LogLines {
  const names = readdirSync(directory).filter((name) => name.endsWith(".log"));
  return new Map(
    names.map((name) => [
      name.replace(/\.log$/, ""),
      readFileSync(join(directory, name), "utf8").split("\n").length - 1,
    ]),
  );
}

/** The lines that came after `before`. */
export function linesSince(before: LogLines, now: LogLines): LogLines {
  return new Map([...now].map(([name, lines]) => [name, lines - (before.get(name) ?? 0)]));
}
