import { expect, test } from "vitest";
import { streamStart } from "./start.ts";

test("a stream without a cursor is live from where the session stands", () => {
  expect(streamStart(undefined, 7)).toEqual({ kind: "LIVE", version: 7 });
});

test("a cursor up to the session's version resumes", () => {
  expect(streamStart("0", 7)).toEqual({ kind: "RESUME", version: 0 });
  expect(streamStart("7", 7)).toEqual({ kind: "RESUME", version: 7 });
});

test("a cursor from the future or of another form is reset to the session's version", () => {
  const future = { kind: "RESET", version: 7, reason: "CURSOR_FROM_THE_FUTURE" };
  const malformed = { kind: "RESET", version: 7, reason: "CURSOR_MALFORMED" };
  for (const cursor of ["8", "4294967303", "9".repeat(400)]) {
    expect(streamStart(cursor, 7)).toEqual(future);
  }
  for (const cursor of ["", " 1", "+1", "-0", "0x1", "1.0", "１"]) {
    expect(streamStart(cursor, 7)).toEqual(malformed);
  }
});
