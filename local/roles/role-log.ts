/** Where a role of the studio's own process writes its log. */
import { existsSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { jsonLog } from "#runtime/process-log/json-log.ts";

const largeLogBytes = 10 * 1024 * 1024;

/** A file in the data directory: the terminal shows what a person wants to know. */
export function roleLog(logs: string, role: string): Logger {
  const file = join(logs, `${role}.log`);
  if (existsSync(file) && statSync(file).size > largeLogBytes) renameSync(file, `${file}.1`);
  return jsonLog(role, { file });
}
