/** A log of JSON lines on standard error, where pino is not at hand. */
import type { Log } from "./log.ts";

export const consoleLog: Log = {
  info: (fields, message) => write("info", fields, message),
  warn: (fields, message) => write("warn", fields, message),
  error: (fields, message) => write("error", fields, message),
};

function write(level: string, fields: object, message: string): void {
  const plain = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? { message: value.message, stack: value.stack } : value,
    ]),
  );
  console.error(JSON.stringify({ level, time: new Date().toISOString(), message, ...plain }));
}
