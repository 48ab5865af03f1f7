/** A material on its way in: the file of a form, and how it says that it is written. */
import type { MiddlewareHandler } from "hono";
import { type Encoding } from "#shared/material/encoding.ts";
import { MAX_MATERIAL_BYTES, encoding as encodingField } from "#shared/material/material.ts";
import type { EdgeDeps, EdgeEnv } from "../context.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { readFileBody } from "./file-body.ts";
import { askingOf, tooManyAnswers } from "./limited.ts";
import { validationFailed } from "./problem.ts";

export interface Upload {
  /** Its last part, without what no list could show. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Absent: to be recognised. */
  readonly encoding?: Encoding;
}

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
    const { account, address } = askingOf(c, deps);
    const place = await budget.take(MAX_MATERIAL_BYTES, [
      { key: `account:${account}`, bytes: ACCOUNT_BYTES },
      { key: `address:${address}`, bytes: HELD_BYTES },
      { key: "all", bytes: HELD_BYTES },
    ]);
    if (place === null) return tooManyAnswers(c, deps);
    try {
      const read = await readFileBody(c.req, {
        maxBytes: MAX_MATERIAL_BYTES,
        deadlineMs: deps.bodyDeadlineMs * DEADLINES,
        tooLarge: "A material is at most 10 MiB; divide it.",
      });
      if (read.outcome === "REFUSED") return read.answer;
      const { form, file } = read;
      const named = form.get("encoding");
      const encoding = encodingField.optional().safeParse(named ?? undefined);
      if (!encoding.success) {
        const message = `must be one of ${encodingField.options.join(", ")}`;
        return validationFailed([{ path: "/encoding", message }]);
      }
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

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join("") || "material";
}
