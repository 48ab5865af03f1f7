/** A log of JSON lines on standard error, where pino is not at hand; its form is in docs/logs.md. */
import { createRepeatLimit } from "#runtime/work/repeat-limit.ts";
import type { Log } from "./log.ts";

const limit = createRepeatLimit({ most: 5, withinMs: 30_000 });

export const consoleLog: Log = {
  info: (fields, message) => write("info", fields, message),
  warn(fields, message) {
    const leftOut = limit.take(message);
    if (leftOut === null) return;
    if (leftOut > 0) write("info", { repeated: leftOut, of: message }, "said more often");
    write("warn", fields, message);
  },
  error: (fields, message) => write("error", fields, message),
};

function write(level: string, fields: object, message: string): void {
  const { err, ...rest } = { err: undefined, ...fields };
  const line = {
    level,
    time: new Date().toISOString(),
    logger: "edge",
    ...rest,
    ...(err === undefined ? {} : { error: described(err) }),
    message,
  };
  say(console.error, JSON.stringify(line));
}

/** On a full disk the line is lost, and nothing else: Deno's console throws there. */
export function say(print: (words: unknown) => void, words: unknown): void {
  try {
    print(words);
  } catch {
    // There is no room for it.
  }
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return { type: error.name, message: error.message, stack: error.stack };
}
