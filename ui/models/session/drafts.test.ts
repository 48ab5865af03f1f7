import { expect, test, vi } from "vitest";
import { createDrafts } from "./drafts.ts";
import { createEditors, withEdits } from "../studio/editors.ts";
import { createStorage } from "../browser/storage.ts";

/** A Web Storage in memory. */
function memoryStorage(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => map.delete(key),
    setItem: (key, value) => map.set(key, value),
  };
}

test("typed text survives a reload, and sent text does not come back", () => {
  const backing = memoryStorage();
  const before = createDrafts("book", createStorage(backing));
  before.write("feedback.WORLDVIEW", "make it older");
  const after = createDrafts("book", createStorage(backing));
  expect(after.read("feedback.WORLDVIEW").value).toBe("make it older");
  after.clear("feedback.WORLDVIEW");
  expect(createDrafts("book", createStorage(backing)).read("feedback.WORLDVIEW").value).toBe("");
});

test("two books do not see each other's drafts", () => {
  const backing = memoryStorage();
  createDrafts("one", createStorage(backing)).write("box", "text");
  expect(createDrafts("two", createStorage(backing)).read("box").value).toBe("");
});

test("what another window types counts as soon as it is heard, and until it is saved there", () => {
  const backing = memoryStorage();
  const here = createDrafts("book", createStorage(backing));
  const there = createDrafts("book", createStorage(backing));
  there.write("edit.WORLDVIEW./title", "Salt");
  here.lookAgain();
  expect([...here.typed.value]).toEqual(["edit.WORLDVIEW./title"]);
  there.clear("edit.WORLDVIEW./title");
  here.lookAgain();
  expect([...here.typed.value]).toEqual([]);
});

test("where storage is full or blocked, text lives as long as the page", () => {
  const blocked = memoryStorage();
  vi.spyOn(blocked, "getItem").mockImplementation(() => {
    throw new Error("blocked");
  });
  vi.spyOn(blocked, "setItem").mockImplementation(() => {
    throw new Error("full");
  });
  const storage = createStorage(blocked);
  const drafts = createDrafts("book", storage);
  drafts.write("box", "text");
  expect(createDrafts("book", storage).read("box").value).toBe("text");
});

test("an open editor with changed text is open again after a reload", () => {
  const backing = memoryStorage();
  const editors = createEditors("CONCEPT_SELECTION", createDrafts("book", createStorage(backing)));
  editors.begin("/tone", "dry");
  editors.type("/tone", "dry, and a little funny");
  editors.begin("/irony", "unchanged");
  const again = createEditors("CONCEPT_SELECTION", createDrafts("book", createStorage(backing)));
  expect([...again.open.value]).toEqual([
    ["/tone", { base: "dry", text: "dry, and a little funny" }],
  ]);
  again.end("/tone");
  expect(createDrafts("book", createStorage(backing)).boxes("edit.")).toEqual([]);
});

test("what is typed and not saved goes along with a confirmation, except what cannot stand", () => {
  const content = { title: "Low Water", tone: "dry", genres: ["mystery"] };
  const open = new Map([
    ["/tone", { base: "dry", text: "wet" }],
    ["/title", { base: "Low Water", text: "   " }],
    ["/genres", { base: "mystery", text: "mystery\nhistory" }],
    ["/facts/3/detail", { base: "", text: "of an item that is gone" }],
  ]);
  expect(withEdits("CONCEPT_SELECTION", content, open)).toEqual({
    content: { title: "Low Water", tone: "wet", genres: ["mystery", "history"] },
    count: 2,
  });
});
