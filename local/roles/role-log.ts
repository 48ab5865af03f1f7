/** Where a role of the studio's own process writes its log. */
import { existsSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Logger, pino } from "pino";

const largeLogBytes = 10 * 1024 * 1024;

/** A file in the data directory: the terminal shows what a person wants to know. */
export function roleLog(logs: string, role: string): Logger {
  const file = join(logs, `${role}.log`);
  if (existsSync(file) && statSync(file).size > largeLogBytes) renameSync(file, `${file}.1`);
  // Synchronous: what was said before a crash is what one wants to read after it.
  return pino({ name: role }, pino.destination({ dest: file, sync: true, mode: 0o600 }));
}
