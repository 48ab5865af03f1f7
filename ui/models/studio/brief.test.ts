import { expect, test } from "vitest";
import { briefChange, briefText } from "./brief.ts";

const brief = {
  door: "idea",
  genre: null,
  hints: null,
  idea: "A lamp that will not stay lit.",
  notes: "Keep it short.",
  constraints: ["No vampires", "First person"],
} as const;
const mutable = { ...brief, constraints: [...brief.constraints] };

test("a constraint is a line, and blank lines are none", () => {
  expect(briefText(mutable, "constraints")).toBe("No vampires\nFirst person");
  expect(briefChange(mutable, "constraints", "No vampires\n\n  First person \n")).toBeNull();
  expect(briefChange(mutable, "constraints", "No vampires\nNo ghosts")).toEqual({
    command_type: "UPDATE_BRIEF",
    payload: { constraints: ["No vampires", "No ghosts"] },
  });
  expect(briefChange(mutable, "constraints", "")).toEqual({
    command_type: "UPDATE_BRIEF",
    payload: { constraints: [] },
  });
});

test("what says the same already is not sent", () => {
  expect(briefChange(mutable, "notes", " Keep it short. ")).toBeNull();
  expect(briefChange(mutable, "hints", "")).toBeNull();
  expect(briefChange(mutable, "notes", "")).toEqual({
    command_type: "UPDATE_BRIEF",
    payload: { notes: "" },
  });
});
