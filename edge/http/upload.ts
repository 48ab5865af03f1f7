/** Reads a form with one file in the contract's order: media type, size, form, what is in it. */
import type { MiddlewareHandler } from "hono";
import { inTime } from "#runtime/work/in-time.ts";
import { type Encoding } from "#shared/material/encoding.ts";
import { MAX_MATERIAL_BYTES, encoding as encodingField } from "#shared/material/material.ts";
import type { EdgeDeps, EdgeEnv } from "../context.ts";
import { readWhole } from "./body.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { askingOf, tooManyAnswers } from "./limited.ts";
import { problem, validationFailed } from "./problem.ts";

export interface Upload {
  /** Its last part, without what no list could show. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Absent: to be recognised. */
  readonly encoding?: Encoding;
}

/** What the form writes around a file. */
const FORM_BYTES = 64 * 1024;
/** A file of 10 MiB takes a while over a writer's line: so much longer than a command may take. */
const DEADLINES = 12;
const MIB = 1024 * 1024;
/** Bodies that are held at once. */
const HELD_BYTES = 64 * MIB;
const ACCOUNT_BYTES = 24 * MIB;
const LONGEST_NAME = 200;

/** 415, 413, 408, 400 and 422; leaves the file in the context. Its bytes have a place until the answer is made. */
export function fileBody(deps: EdgeDeps, budget: ByteBudget): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    const type = c.req.header("content-type") ?? "";
    const coding = c.req.header("content-encoding")?.trim().toLowerCase() ?? "identity";
    if (!/^multipart\/form-data\s*;/i.test(type) || coding !== "identity") {
      return problem("UNSUPPORTED_MEDIA_TYPE", { detail: "This takes multipart/form-data." });
    }
    const { account, address } = askingOf(c, deps);
    const place = await budget.take(MAX_MATERIAL_BYTES, [
      { key: `account:${account}`, bytes: ACCOUNT_BYTES },
      { key: `address:${address}`, bytes: HELD_BYTES },
      { key: "all", bytes: HELD_BYTES },
    ]);
    if (place === null) return tooManyAnswers(c, deps);
    try {
      const read = await inTime(
        readWhole(c.req, MAX_MATERIAL_BYTES + FORM_BYTES),
        deps.bodyDeadlineMs * DEADLINES,
      );
      if (read.outcome === "LATE") {
        return problem("REQUEST_TIMEOUT", {}, { Connection: "close" });
      }
      if (read.value === "PAYLOAD_TOO_LARGE") return tooLarge();
      if (read.value === "MALFORMED_JSON") return malformed();
      const form = await formOf(read.value, type);
      if (form === null) return malformed();
      const file = fileIn(form);
      if (file === null) return validationFailed([{ path: "/file", message: "is missing" }]);
      const named = form.get("encoding");
      const encoding = encodingField.optional().safeParse(named ?? undefined);
      if (!encoding.success) {
        const message = `must be one of ${encodingField.options.join(", ")}`;
        return validationFailed([{ path: "/encoding", message }]);
      }
      if (file.size > MAX_MATERIAL_BYTES) return tooLarge();
      c.set("upload", {
        name: plainName(file.name),
        bytes: new Uint8Array(await file.arrayBuffer()),
        ...(encoding.data === undefined ? {} : { encoding: encoding.data }),
      });
      return await next();
    } finally {
      place.giveBack();
    }
  };
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> {
  return new Response(bytes, { headers: { "Content-Type": type } }).formData().catch(() => null);
}

/** The field `file`, else the first that is one; a text in that field is a file without a name. */
function fileIn(form: FormData): File | null {
  const said = form.get("file");
  if (said instanceof File) return said;
  if (typeof said === "string") return new File([said], "");
  return [...form.values()].find((value) => value instanceof File) ?? null;
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join("") || "material";
}

function tooLarge(): Response {
  return problem("PAYLOAD_TOO_LARGE", { detail: "A material is at most 10 MiB; divide it." });
}

function malformed(): Response {
  return problem("MALFORMED_JSON", { detail: "The body does not parse as multipart/form-data." });
}
