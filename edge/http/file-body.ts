/** Reads the one file of a multipart/form-data body, in the contract's order: media type, size, form, what is in it. */
import type { HonoRequest } from "hono";
import { inTime } from "#runtime/work/in-time.ts";
import type { Issue } from "#shared/http/http.ts";
import { readWhole } from "./body.ts";

export type FileOutcome =
  | { readonly outcome: "FILE"; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly outcome:
        | "UNSUPPORTED_MEDIA_TYPE"
        | "PAYLOAD_TOO_LARGE"
        | "REQUEST_TIMEOUT"
        | "MALFORMED_JSON";
    }
  | { readonly outcome: "VALIDATION_FAILED"; readonly issues: readonly Issue[] };

/** Boundaries and the headers of the parts. */
const FORM_BYTES = 64 * 1024;

/** @param deadlineMs for the whole body */
export async function readFileBody(
  request: HonoRequest,
  maxBytes: number,
  deadlineMs: number,
): Promise<FileOutcome> {
  const type = request.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) return { outcome: "UNSUPPORTED_MEDIA_TYPE" };
  const read = await inTime(readWhole(request, maxBytes + FORM_BYTES), deadlineMs);
  if (read.outcome === "LATE") return { outcome: "REQUEST_TIMEOUT" };
  if (!(read.value instanceof Uint8Array)) return { outcome: read.value };
  const form = await new Response(read.value, { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  if (form === null) return { outcome: "MALFORMED_JSON" };
  const files = [...form.values()].filter((value) => value instanceof File);
  const [file] = files;
  if (file === undefined || files.length > 1) {
    const message = "the form must have one file";
    return { outcome: "VALIDATION_FAILED", issues: [{ path: "/file", message }] };
  }
  if (file.size > maxBytes) return { outcome: "PAYLOAD_TOO_LARGE" };
  return { outcome: "FILE", bytes: new Uint8Array(await file.arrayBuffer()) };
}
