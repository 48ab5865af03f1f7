/**
 * The log of the roles on Node, one JSON object a line, as docs/logs.md has it (the flows write the
 * same). Nothing that is logged can end or hold up the process: on a full disk, or before a reader
 * that reads no more, lines are left out.
 */
import { openSync } from "node:fs";
import { type Logger, pino } from "pino";
import { createRepeatLimit } from "../work/repeat-limit.ts";
import { writeAtOnce, writeBehind } from "./line-writer.ts";

export interface JsonLogOptions {
  /** A file; absent: standard output. */
  readonly file?: string;
}

const WARN = 40;
const STANDARD_OUTPUT = 1;
/** Every part says a fault of its surroundings again as long as it lasts. */
const REPEATS = { most: 5, withinMs: 30_000 } as const;

export function jsonLog(name: string, { file }: JsonLogOptions = {}): Logger {
  const limit = createRepeatLimit(REPEATS);
  const output =
    file === undefined ? writeBehind(STANDARD_OUTPUT) : writeAtOnce(openSync(file, "a", 0o600));
  return pino(
    {
      base: { logger: name },
      messageKey: "message",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: withError,
      },
      hooks: {
        logMethod(parts, method, level) {
          const said = parts.find((part) => typeof part === "string");
          if (level !== WARN || typeof said !== "string") return method.apply(this, parts);
          const leftOut = limit.take(said);
          if (leftOut === null) return;
          if (leftOut > 0) this.info({ repeated: leftOut, of: said }, "said more often");
          method.apply(this, parts);
        },
      },
    },
    output,
  );
}

/** An error as {type, message, code?, stack}. */
function withError(fields: Record<string, unknown>): Record<string, unknown> {
  const { err, ...rest } = fields;
  return err === undefined ? rest : { ...rest, error: described(err) };
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { name, message, stack } = error;
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { type: name, message, ...code, stack };
}

/** What Node warns of (a library's misuse, what will be gone) is a line like the others. */
export function logWarnings(log: Logger): void {
  // Node's own listener prints it as text.
  process.removeAllListeners("warning");
  process.on("warning", (err) => log.warn({ err }, "Node warns"));
}

/** A process whose output goes nowhere any more (a full disk, a closed pipe) goes on without it. */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
