import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { DeadlineExceeded, isMigrationMissing, isReadOnly, isUnavailable } from "./failure.ts";

const vector = z.object({ code: z.string(), message: z.string() });
const vectors = z
  .object({ helps: z.array(vector), is_a_fault: z.array(vector) })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../tests/vectors/database-failures.json", import.meta.url), "utf8"),
    ),
  );

const failing = (code: string) => Object.assign(new Error("x"), { code });

test.each(["CONNECTION_CLOSED", "CONNECT_TIMEOUT", "ECONNREFUSED", "ECONNRESET"])(
  "%s helps to be repeated",
  (code) => expect(isUnavailable(failing(code))).toBe(true),
);

const said = ({ code, message }: z.infer<typeof vector>) =>
  Object.assign(new Error(message), { code });

test.each(vectors.helps)("$code $message helps to be repeated", (each) => {
  expect(isUnavailable(said(each))).toBe(true);
});

test.each(vectors.is_a_fault)("$code $message is a fault of this program", (each) => {
  expect(isUnavailable(said(each))).toBe(false);
});

test("a deadline is the database's, a plain error is not", () => {
  expect(isUnavailable(new DeadlineExceeded("x"))).toBe(true);
  for (const error of [new Error("x"), "x", null, undefined, { code: 7 }]) {
    expect(isUnavailable(error)).toBe(false);
  }
});

test("a schema that is not there is told from a database that is away", () => {
  expect(isMigrationMissing(failing("3F000"))).toBe(true);
  expect(isMigrationMissing(failing("ECONNREFUSED"))).toBe(false);
});

test("an unlogged table that a standby cannot read is a standby's, not a fault of this program", () => {
  const words = "cannot access temporary or unlogged relations during recovery";
  const standby = Object.assign(new Error(words), { code: "0A000" });
  expect([isUnavailable(standby), isReadOnly(standby)]).toEqual([true, true]);
  expect([isUnavailable(failing("0A000")), isReadOnly(failing("0A000"))]).toEqual([false, false]);
});
