import { expect, it } from "vitest";
import { further, isLogPosition } from "./log-position.ts";
import { createReadNeeds } from "./read-needs.ts";

it("places in the log are compared as numbers", () => {
  expect(further("16/B374D848", "2/FFFFFFFF")).toBe("16/B374D848");
  expect(further("0/9", "0/10")).toBe("0/10");
  for (const wrong of ["", "primary", "0/", "0/0 ", "1/123456789", "a/b"]) {
    expect([wrong, isLogPosition(wrong)]).toEqual([wrong, false]);
  }
});

it("what was written is the primary's until a read that began after it says how far that is", () => {
  const needs = createReadNeeds();
  needs.found([], needs.now(), "0/10");
  expect(needs.of(["account", "session"], "0/1")).toBe("0/10");
  const before = needs.now();
  needs.wrote("account");
  expect(needs.of(["account"], "0/1")).toBeNull();
  expect(needs.of(["other"], "0/1")).toBe("0/10");
  // It began before the write, and may not have seen it.
  needs.found(["account"], before, "0/20");
  expect(needs.of(["account"], "0/1")).toBeNull();
  needs.found(["account"], needs.now(), "0/30");
  expect(needs.of(["account"], "0/1")).toBe("0/30");
  expect(needs.of(["account"], "0/40")).toBe("0/40");
});

it("a wake that names nobody is about everybody", () => {
  const needs = createReadNeeds();
  needs.found([], needs.now(), "0/10");
  needs.wrote();
  expect(needs.of(["anybody"], "0/50")).toBeNull();
  needs.found(["somebody"], needs.now(), "0/20");
  expect(needs.of(["anybody"], "0/5")).toBe("0/20");
});

it("what is forgotten for want of room is nobody's alone any more", () => {
  const needs = createReadNeeds(2);
  needs.found([], needs.now(), "0/10");
  needs.wrote("one");
  needs.found(["one"], needs.now(), "0/20");
  needs.wrote("two");
  needs.wrote("three");
  expect(needs.of(["one"], "0/1")).toBe("0/20");
  needs.wrote("four");
  // Two was written, and nobody knows how far that is.
  expect(needs.of(["two"], "0/1")).toBeNull();
  expect(needs.of(["one"], "0/1")).toBeNull();
});
