/**
 * W3C Trace Context (https://www.w3.org/TR/trace-context/): one `traceparent` goes from a request
 * through its events and Kafka to the flow. No span is recorded here, so it is handed on as it came;
 * whoever records spans finds their parent.
 */

const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * @returns it in version 00, the one that everybody reads; null where it is none. A later version
 *   begins with the fields of version 00 and may go on, as the specification has it.
 */
export function parseTraceparent(raw: string | null | undefined): string | null {
  const found = TRACEPARENT.exec(raw?.trim() ?? "");
  if (found === null) return null;
  const [, traceId, parentId, flags, rest] = found;
  if (rest !== undefined && raw?.trim().startsWith("00-") === true) return null;
  return `00-${traceId}-${parentId}-${flags}`;
}

/** A new trace; sampled, so that whoever records by its parent's word records it. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** The trace's id, as logs name it; null where there is no trace. */
export function traceIdOf(traceparent: string | null): string | null {
  return traceparent?.split("-")[1] ?? null;
}

function randomHex(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  // All zeros would be no id.
  values[0] = (values[0] ?? 0) | 1;
  return [...values].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
