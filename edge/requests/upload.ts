/** A material on its way in: the file of a form, and how it says that it is written. */
import type { MiddlewareHandler } from "hono";
import { MAX_MATERIAL_BYTES, encoding as encodingField } from "#shared/material/material.ts";
import type { EdgeDeps, EdgeEnv } from "./context.ts";
import type { Asking } from "../limits/limits.ts";
import type { ByteBudget, HeldBytes } from "../http/byte-budget.ts";
import { readFileBody } from "../http/file-body.ts";
import { askingOf, rateLimited, tooManyAnswers } from "./limited.ts";
import { validationFailed } from "../http/problem.ts";

/** A file of 10 MiB takes a while over a writer's line: so much longer than a command may take. */
const DEADLINES = 12;
const LONGEST_NAME = 200;

/** 415, 413, 408, 400 and 422; leaves the file in the context. Its bytes have a place until the answer is made. */
export function fileBody(deps: EdgeDeps, budget: ByteBudget): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    const held: HeldBytes[] = [];
    try {
      const read = await readFileBody(c.req, {
        maxBytes: MAX_MATERIAL_BYTES,
        deadlineMs: deps.bodyDeadlineMs * DEADLINES,
        tooLarge: "A material is at most 10 MiB; divide it.",
        async admit() {
          const limited = await rateLimited(c, deps, "commands");
          if (limited !== null) return limited;
          const place = await uploadPlace(askingOf(c, deps), budget);
          if (place === null) return tooManyAnswers(c, deps);
          held.push(place);
          return null;
        },
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
      for (const place of held) place.giveBack();
    }
  };
}

/** Bodies that are held at once: two of an account and three of an address, of six. */
export function uploadPlace(
  { account, address }: Asking,
  budget: ByteBudget,
): Promise<HeldBytes | null> {
  return budget.take(MAX_MATERIAL_BYTES, [
    { key: `account:${account}`, bytes: 2 * MAX_MATERIAL_BYTES },
    { key: `address:${address}`, bytes: 3 * MAX_MATERIAL_BYTES },
    { key: "all", bytes: 6 * MAX_MATERIAL_BYTES },
  ]);
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join("") || "material";
}
