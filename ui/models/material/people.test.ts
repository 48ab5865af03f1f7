import { expect, test } from "vitest";
import { peopleIn } from "./people.ts";

test("people are found by what they do, in both languages, and those with a card are not proposed again", () => {
  const chinese = "林晚说不。老人看着林晚笑了。林晚没有走。苏白问林晚。苏白道：钟响了。苏白站着。";
  expect(peopleIn(chinese, []).map(({ name }) => name)).toEqual(["林晚", "苏白"]);
  expect(peopleIn(chinese, ["林晚"]).map(({ name }) => name)).toEqual(["苏白"]);
  const english =
    "When it rang, Mara ran. He saw Mara, and Mara saw him. On the day, I and Mara left on Monday.";
  expect(peopleIn(english, [])).toEqual([{ name: "Mara", count: 4 }]);
});
