import { expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { STAGE_CONTENT } from "#shared/content/stage-content.ts";
import { fakeContents } from "../../testing/fake-state.ts";
import { blank, missing, parseField, textOfField, tidied } from "./field-text.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { fieldAt } from "./fields.ts";

test("every field of every stage's content has its place, and comes back from its text unchanged", () => {
  for (const stage of STAGES) {
    for (const language of ["zh-CN", "en"] as const) {
      for (const content of fakeContents(stage, language)) {
        expect(Object.keys(content).filter((key) => !(key in STAGE_FIELDS[stage]))).toEqual([]);
        expect(missing(STAGE_FIELDS[stage], content)).toEqual([]);
        expect(tidied(STAGE_FIELDS[stage], content)).toEqual(content);
        for (const [key, field] of Object.entries(STAGE_FIELDS[stage])) {
          if (field.kind === "group" || field.kind === "items") continue;
          const parsed = parseField(field, textOfField(field, content[key]));
          expect(parsed).toEqual({ outcome: "value", value: content[key] });
        }
      }
    }
  }
});

test("a stage that was written by hand is what the edge takes", () => {
  for (const stage of STAGES) {
    const filled = fill(blank(STAGE_FIELDS[stage]));
    for (const pointer of missing(STAGE_FIELDS[stage], filled)) {
      // Lists of lines that need something.
      setLines(filled, pointer);
    }
    expect(missing(STAGE_FIELDS[stage], filled)).toEqual([]);
    const result = STAGE_CONTENT[stage].safeParse(tidied(STAGE_FIELDS[stage], filled));
    expect(result.error?.issues ?? []).toEqual([]);
  }
});

/** Words into every empty text, one into every number. */
function fill(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      if (held === "") return [key, "words"];
      if (held === 0) return [key, 1];
      if (Array.isArray(held)) return [key, held.map((item) => fill(item))];
      if (typeof held === "object" && held !== null) return [key, fill({ ...held })];
      return [key, held];
    }),
  );
}

function setLines(root: Record<string, unknown>, pointer: string): void {
  const path = pointer.slice(1).split("/");
  const last = path.pop() ?? "";
  let holder: unknown = root;
  for (const step of path) {
    holder = Object.entries(Object(holder)).find(([key]) => key === step)?.[1];
  }
  Object.assign(Object(holder), { [last]: ["one", "two", "three"] });
}

test("an empty text is refused, an optional one is left out, a number has to be one", () => {
  expect(parseField({ kind: "prose" }, "  ")).toEqual({ outcome: "empty" });
  expect(parseField({ kind: "prose", optional: true }, " ")).toEqual({
    outcome: "value",
    value: undefined,
  });
  expect(parseField({ kind: "number" }, "0")).toEqual({ outcome: "not_a_number" });
  expect(parseField({ kind: "lines", min: 3, max: 3 }, "a\n\nb")).toEqual({
    outcome: "wrong_count",
    min: 3,
    max: 3,
  });
});

test("a path leads to its field through lists and groups", () => {
  expect(fieldAt("PLOT_OUTLINE", ["parts", "0", "chapters", "2", "pov_id"])).toEqual({
    kind: "reference",
    to: "character",
  });
  expect(fieldAt("CHARACTERS", ["characters", "1"])?.kind).toBe("items");
  expect(fieldAt("STORY_CONCEPTION", ["form", "unit"])?.kind).toBe("choice");
  expect(fieldAt("STORY_CONCEPTION", ["nothing"])).toBeNull();
});
