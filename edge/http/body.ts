/** Reads a JSON body in the contract's order: media type, size, JSON, then what no schema may hold. */
import type { HonoRequest } from "hono";
import { inTime } from "#runtime/work/in-time.ts";
import { type Issue, MAX_BODY_BYTES } from "#shared/http/http.ts";
import { inspectJson } from "./inspect-json.ts";

export type BodyOutcome =
  | { readonly outcome: "PARSED"; readonly value: unknown }
  | {
      readonly outcome:
        | "UNSUPPORTED_MEDIA_TYPE"
        | "PAYLOAD_TOO_LARGE"
        | "REQUEST_TIMEOUT"
        | "MALFORMED_JSON";
    }
  | { readonly outcome: "VALIDATION_FAILED"; readonly issues: readonly Issue[] };

/** @param deadlineMs for the whole body: a client that sends a byte now and then holds nothing up */
export async function readJsonBody(request: HonoRequest, deadlineMs: number): Promise<BodyOutcome> {
  if (!isJson(request)) return { outcome: "UNSUPPORTED_MEDIA_TYPE" };
  const read = await inTime(readWhole(request, MAX_BODY_BYTES), deadlineMs);
  if (read.outcome === "LATE") return { outcome: "REQUEST_TIMEOUT" };
  if (!(read.value instanceof Uint8Array)) return { outcome: read.value };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(read.value));
  } catch {
    return { outcome: "MALFORMED_JSON" };
  }
  const issues = inspectJson(value);
  return issues.length > 0
    ? { outcome: "VALIDATION_FAILED", issues }
    : { outcome: "PARSED", value };
}

type ReadBody = Uint8Array<ArrayBuffer> | "PAYLOAD_TOO_LARGE" | "MALFORMED_JSON";

/** A body that breaks off, or whose chunks are none, does not parse. */
export async function readWhole(request: HonoRequest, limit: number): Promise<ReadBody> {
  return readBytes(request, limit).catch(() => "MALFORMED_JSON" as const);
}

/** application/json, in UTF-8 and not compressed. */
function isJson(request: HonoRequest): boolean {
  const [type = "", ...parameters] = (request.header("content-type") ?? "")
    .toLowerCase()
    .split(";");
  const encoding = request.header("content-encoding")?.trim().toLowerCase() ?? "identity";
  const isUtf8 = parameters.every((parameter) => {
    const [name = "", value = ""] = parameter.trim().split("=");
    return name.trim() !== "charset" || /^"?utf-?8"?$/.test(value.trim());
  });
  return type.trim() === "application/json" && isUtf8 && encoding === "identity";
}

async function readBytes(request: HonoRequest, limit: number): Promise<ReadBody> {
  const declared = request.header("content-length");
  if (declared !== undefined) {
    if (Number(declared) > limit) return "PAYLOAD_TOO_LARGE";
    return new Uint8Array(await request.arrayBuffer());
  }
  return readChunks(request.raw.body, limit);
}

/** So much is read of what is beyond the limit. */
const READ_ON_BYTES = 16 * 1024 * 1024;

/**
 * Counts while it reads. What is beyond the limit is read on for a while and thrown away: a
 * connection that is closed while the client still sends loses the answer.
 */
async function readChunks(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<ReadBody> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.byteLength;
    if (total <= limit) chunks.push(value);
    else chunks.length = 0;
    if (total > limit + READ_ON_BYTES) {
      await reader.cancel().catch(() => {});
      break;
    }
  }
  if (total > limit) return "PAYLOAD_TOO_LARGE";
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
