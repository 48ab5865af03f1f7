/**
 * The lines of a log that was taken away (docs/log.md). A line's frame has one form to the byte, so
 * that what is hashed is cut out of it and never written anew.
 */
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";

/** What stands for the hash before the first of a chain. */
export const CHAIN_START = "0".repeat(64);

const HASH = "[0-9a-f]{64}";
const HEADER_FRAME = new RegExp(`^\\{"hash": "(${HASH})", "header": $`);
const EVENT_FRAME = new RegExp(`^\\{"hash": "(${HASH})", "previous": "(${HASH})", "event": $`);
const HEADER_START = `{"hash": "${CHAIN_START}", "header": `.length;
const EVENT_START = `{"hash": "${CHAIN_START}", "previous": "${CHAIN_START}", "event": `.length;

export type LogLine =
  /** No line of a log. */
  | { readonly kind: "OTHER" }
  | {
      readonly kind: "HEADER";
      readonly hash: string;
      /** Whether its hash is of what it says. */
      readonly isWhole: boolean;
      readonly value: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "EVENT";
      readonly hash: string;
      readonly previous: string;
      readonly isWhole: boolean;
      readonly value: Readonly<Record<string, unknown>>;
    };

/** @param line without its line break */
export function readLogLine(line: Uint8Array): LogLine {
  const header = HEADER_FRAME.exec(latin1(line.subarray(0, HEADER_START)));
  if (header !== null) {
    const [, hash = ""] = header;
    const body = bodyOf(line, HEADER_START);
    if (body === null) return { kind: "OTHER" };
    return {
      kind: "HEADER",
      hash,
      isWhole: hashOf(CHAIN_START, body.bytes) === hash,
      value: body.value,
    };
  }
  const event = EVENT_FRAME.exec(latin1(line.subarray(0, EVENT_START)));
  const body = event === null ? null : bodyOf(line, EVENT_START);
  if (event === null || body === null) return { kind: "OTHER" };
  const [, hash = "", previous = ""] = event;
  return {
    kind: "EVENT",
    hash,
    previous,
    isWhole: hashOf(previous, body.bytes) === hash,
    value: body.value,
  };
}

/** SHA-256 of the hash before, in hexadecimal, and the bytes. */
function hashOf(previous: string, bytes: Uint8Array): string {
  return createHash("sha256").update(previous).update(bytes).digest("hex");
}

function bodyOf(line: Uint8Array, start: number) {
  const bytes = line.subarray(start, -1);
  if (line.at(-1) !== CLOSING_BRACE || !isUtf8(bytes)) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(value) ? { bytes, value } : null;
  } catch {
    return null;
  }
}

const CLOSING_BRACE = "}".charCodeAt(0);

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
