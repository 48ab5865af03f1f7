import { expect, test } from "vitest";
import { DeadlineExceeded, isMigrationMissing, isUnavailable } from "./failure.ts";

const failing = (code: string) => Object.assign(new Error("x"), { code });

test.each([
  "55P03",
  "57014",
  "57P01",
  "57P03",
  "08006",
  "53300",
  "40P01",
  "40001",
  "28P01",
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "42883",
  "3F000",
])("%s helps to be repeated", (code) => {
  expect(isUnavailable(failing(code))).toBe(true);
});

test.each(["P0001", "22003", "22P02", "23505", "42601", "TypeError"])(
  "%s is a fault of this program",
  (code) => {
    expect(isUnavailable(failing(code))).toBe(false);
  },
);

test("what a migration took from under a call helps to be repeated, another fault of its kind does not", () => {
  const said = (code: string, message: string) => Object.assign(new Error(message), { code });
  expect(isUnavailable(said("42804", "attribute 25 has wrong type"))).toBe(true);
  expect(isUnavailable(said("XX000", "cache lookup failed for function 17375"))).toBe(true);
  expect(isUnavailable(said("42804", "column x is of type integer but expression is text"))).toBe(
    false,
  );
  expect(isUnavailable(said("XX000", "unexpected"))).toBe(false);
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
  expect(isUnavailable(Object.assign(new Error(words), { code: "0A000" }))).toBe(true);
  expect(isUnavailable(failing("0A000"))).toBe(false);
});
