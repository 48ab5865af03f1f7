import { expect, test } from "vitest";
import { stillHolding } from "./stale-change.ts";

test("what speaks of nothing that is gone may be locked, item by item", () => {
  const content = {
    title: "World",
    premise_of_world: "quiet",
    rules: [
      { id: "r1", name: "Tide", text: "Mara keeps it" },
      { id: "r2", name: "Bell", text: "nobody rings it" },
    ],
  };
  const held = stillHolding("WORLDVIEW", content, ["Mara"]);
  expect(held).toContain("/rules/1");
  expect(held).not.toContain("/rules/0");
  expect(held).not.toContain("/rules");
});

test("where nothing is touched nobody can say what holds", () => {
  expect(stillHolding("WORLDVIEW", { title: "World" }, ["Mara"])).toEqual([]);
});
