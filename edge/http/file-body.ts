/** Reads the one file of a multipart/form-data body, in the contract's order: media type, size, form, what is in it. */
import type { HonoRequest } from "hono";
import { inTime } from "#runtime/work/in-time.ts";
import { readWhole } from "./body.ts";
import { problem, validationFailed } from "./problem.ts";

export type FileOutcome =
  | { readonly outcome: "FILE"; readonly form: FormData; readonly file: File }
  /** What the request is answered. */
  | { readonly outcome: "REFUSED"; readonly answer: Response };

export interface FileBounds {
  readonly maxBytes: number;
  /** For the whole body. */
  readonly deadlineMs: number;
  /** Who sends more is told this. */
  readonly tooLarge: string;
  /** Asked where the headers are in order, before anything is read: a refusal, or null where it may be. */
  admit?(): Promise<Response | null>;
}

/** What a form writes around a file: boundaries and the headers of its parts. */
const FORM_BYTES = 64 * 1024;

export async function readFileBody(request: HonoRequest, bounds: FileBounds): Promise<FileOutcome> {
  const type = request.header("content-type") ?? "";
  const coding = request.header("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (!/^multipart\/form-data\s*;/i.test(type) || coding !== "identity") {
    return refused(
      problem("UNSUPPORTED_MEDIA_TYPE", { detail: "This takes multipart/form-data." }),
    );
  }
  const { maxBytes, deadlineMs } = bounds;
  const tooLarge = () => refused(problem("PAYLOAD_TOO_LARGE", { detail: bounds.tooLarge }));
  if (Number(request.header("content-length") ?? 0) > maxBytes + FORM_BYTES) return tooLarge();
  const notAdmitted = (await bounds.admit?.()) ?? null;
  if (notAdmitted !== null) return refused(notAdmitted);
  const read = await inTime(readWhole(request, maxBytes + FORM_BYTES), deadlineMs);
  if (read.outcome === "LATE") {
    const detail = "The rest of the file took too long.";
    return refused(problem("REQUEST_TIMEOUT", { detail }, { Connection: "close" }));
  }
  if (read.value === "PAYLOAD_TOO_LARGE") return tooLarge();
  const form = read.value === "MALFORMED_JSON" ? null : await formOf(read.value, type);
  if (form === null) {
    const detail = "The body does not parse as multipart/form-data.";
    return refused(problem("MALFORMED_JSON", { detail }));
  }
  const file = fileIn(form);
  if (file === null) {
    return refused(validationFailed([{ path: "/file", message: "the form must have one file" }]));
  }
  return file.size > maxBytes ? tooLarge() : { outcome: "FILE", form, file };
}

function refused(answer: Response): FileOutcome {
  return { outcome: "REFUSED", answer };
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> {
  return new Response(bytes, { headers: { "Content-Type": type } }).formData().catch(() => null);
}

/** The only file, whatever its field; a text in the field `file` is a file without a name. */
function fileIn(form: FormData): File | null {
  const files = [...form.values()].filter((value) => value instanceof File);
  const said = form.get("file");
  if (typeof said === "string") files.push(new File([said], ""));
  const [file] = files;
  return file === undefined || files.length > 1 ? null : file;
}
