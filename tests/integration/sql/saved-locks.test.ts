/** SAVE_CANDIDATE and locks: they stay on what they hold, and the writer's own words come with theirs. */
import { expect, test } from "vitest";
import { newest } from "./going-back-setting.ts";
import { session } from "./one-session.ts";

const person = (id: string) => ({ id, name: id.toUpperCase(), arc: { start: "s" } });
const cast = (...ids: string[]) => ({ title: "T", "a/b~c": [1], people: ids.map(person) });

async function locks() {
  return (await session.state()).stages.CONCEPT_SELECTION?.working?.locked;
}

async function save(content: object, more: object = {}) {
  const of = { stage: "CONCEPT_SELECTION", ...(await newest("CONCEPT_SELECTION")) };
  return session.accept("SAVE_CANDIDATE", { ...of, content, ...more });
}

test("a lock stays on its item, wherever the list has it now, and goes with it", async () => {
  await session.generate("SUBMIT_IDEA", { idea: "x" }, [cast("a", "b", "c")]);
  await session.accepted("SELECT_CANDIDATE", {
    ...(await newest("CONCEPT_SELECTION")),
    locked: ["/people/1", "/people/2/arc/start", "/a~1b~0c/0", "/title"],
  });
  await save(cast("b", "c"));
  expect(await locks()).toEqual(["/people/0", "/people/1/arc/start", "/a~1b~0c/0", "/title"]);
  await save(cast("c", "d", "b"));
  expect(await locks()).toEqual(["/people/2", "/people/0/arc/start", "/a~1b~0c/0", "/title"]);
  await save(cast("c"));
  expect(await locks()).toEqual(["/people/0/arc/start", "/a~1b~0c/0", "/title"]);
});

test("what is saved may say its locks itself, of what is there", async () => {
  await session.generate("SUBMIT_IDEA", { idea: "x" }, [cast("a")]);
  await save(cast("a"), { locked: ["/people/0/name"] });
  expect(await locks()).toEqual(["/people/0/name"]);
  expect(await save(cast("a"), { locked: ["/people/1"] })).toMatchObject({
    outcome: "VALIDATION_FAILED",
    issues: [{ path: "/payload/locked/0" }],
  });
  await session.accepted("UNDO");
  expect(await locks()).toEqual([]);
});
