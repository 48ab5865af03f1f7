/** A writer's words are the writer's: what was typed stays, what was taken out comes back. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Screens, startScreens, writeAll } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

/** A key as Safari sends it when it ends a composition: `isComposing` is false already. */
const composed = (page: Page, key: string, modifiers = {}) => {
  const init = { bubbles: true, cancelable: true, key, keyCode: 229, ...modifiers };
  return page.evaluate(
    `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", ${JSON.stringify(init)}))`,
  );
};

test("Escape leaves a field and keeps what was typed; a key that ends a composition is none of ours", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  await page.getByRole("button", { name: "Edit Premise" }).click();
  const box = page.getByRole("textbox", { name: "Premise" });
  const long = "The tide keeps the accounts. ".repeat(40);
  await box.fill(long);
  await composed(page, "Escape");
  await composed(page, "Enter", { ctrlKey: true });
  expect(await box.inputValue()).toBe(long);
  expect(screen.sent()).toEqual([]);
  const saved = page.locator(".saved-line");
  expect(await saved.innerText()).toContain("Not saved yet");
  await box.press("Escape");
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => session.state().stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0]?.content)
    .toMatchObject({ premise: long.trim() });
  await expect.poll(() => saved.innerText()).toBe("Saved");
  // What a hand wrote is locked with it, and says so.
  expect(session.state().stages.STORY_CONCEPTION.working?.locked).toEqual(["/premise"]);
  await page.locator(".key-premise .lock-word").waitFor();
  await expect.poll(() => page.locator(":focus").getAttribute("data-field")).toBe("/premise");
  // What cannot stand as it is stays in its box, and says why.
  await page.keyboard.press("Enter");
  await box.fill("");
  await box.press("Escape");
  await page.getByText("This cannot be empty.").waitFor();
  expect(await box.count()).toBe(1);
  await page.getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => page.locator(".key-premise .book").textContent()).toBe(long.trim());
});

test("a name that a hand wrote is locked, says so, and is freed by the lock beside it", async () => {
  await using screen = await screens.studio({ stage: "CHARACTERS" });
  const { page, session } = screen;
  const locked = () => session.state().stages.CHARACTERS.working?.locked;
  const heading = page.locator(".items-characters > .item").first().locator(".key-heading");
  await heading.locator(".field-text").first().click();
  await heading.locator(".field-editor :is(input, textarea)").fill("Ada Marr");
  await page.keyboard.press("Escape");
  await expect.poll(locked).toEqual(["/characters/0/name"]);
  const word = heading.locator(".lock-word");
  await expect.poll(async () => (await word.boundingBox())?.width ?? 0).toBeGreaterThan(10);
  const lock = heading.locator('[data-lock="/characters/0/name"]');
  await lock.click();
  await expect.poll(locked).toEqual([]);
  // The hand that opened it is still on it: a second press locks again.
  await expect.poll(() => page.locator(":focus").getAttribute("aria-pressed")).toBe("false");
  await page.keyboard.press("Enter");
  await expect.poll(locked).toEqual(["/characters/0/name"]);
});

test("a field is edited where the writer pressed, not at its end", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page } = screen;
  const text = page.locator(".key-premise .book");
  await text.click({ position: { x: 4, y: 8 } });
  await page.getByRole("textbox", { name: "Premise" }).waitFor();
  // The box has the focus a moment after it is there.
  const caret = () => page.evaluate("document.activeElement.selectionStart ?? Infinity");
  await expect.poll(caret).toBeLessThan(4);
});

test("what is pressed at the bar's edge stays under the hand until it is let go", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page } = screen;
  const text = page.locator(".key-premise .book");
  const bar = await page.locator(".decision").boundingBox();
  // Its first line is above the bar, the rest of it below.
  await page.evaluate(`(() => {
    const place = document.querySelector(".key-premise .book").getBoundingClientRect();
    scrollBy({ top: place.top + 40 - ${bar?.y ?? 0}, behavior: "instant" });
  })()`);
  const at = async () => (await text.boundingBox())?.y ?? 0;
  const before = await at();
  await page.mouse.move(360, before + 8);
  await page.mouse.down();
  // What the focus scrolls is scrolled by its next frame.
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))",
  );
  expect(await at()).toBe(before);
  await page.mouse.up();
  await page.getByRole("textbox", { name: "Premise" }).waitFor();
});

test("nothing moves for a press: not what is edited, nor what is around it, nor the feedback's box", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  await page.locator(".panel #feedback-box").waitFor();
  const place = async (selector: string) => {
    const found = await page.locator(selector).first().boundingBox();
    if (found === null) throw new Error(`${selector} is not on the page`);
    return found;
  };
  /** By the hand's own press: the driver's would scroll. */
  const press = async (selector: string) => {
    const { x, y } = await place(selector);
    await page.mouse.click(x + 8, y + 8);
  };
  const places = () => page.evaluate(PLACES);
  await page.evaluate("document.fonts.ready.then(() => null)");
  const before = await places();
  const read = await place(".key-logline .book");
  await press(".key-logline .book");
  await page.getByRole("textbox", { name: "Logline" }).waitFor();
  expect(await places()).toEqual(before);
  // The box has its border and its room around the very same lines.
  const box = await place(".key-logline textarea");
  expect([box.x + 13, box.y + 6, box.height - 12]).toEqual([read.x, read.y, read.height]);
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Logline" }).waitFor({ state: "detached" });
  expect(await places()).toEqual(before);
  await press(".key-logline .tool.lock");
  await page.locator(".locks-line").waitFor();
  expect(await places()).toEqual(before);
  await press("#feedback-box");
  await page.keyboard.type("colder");
  await page.locator(".dock.open").waitFor();
  expect(await places()).toEqual(before);
  await page.getByRole("tab", { name: "History" }).click();
  await page.locator(".history").waitFor();
  expect(await places()).toEqual(before);
  // Nor for what comes up by itself: a round that is written, another window, a change elsewhere.
  screens.server.visit(session.state().session_id);
  session.accept({ command_type: "REGENERATE_PROPOSAL", payload: {} });
  await page.locator(".writing-now").waitFor();
  session.write(300);
  await expect.poll(() => page.locator(".writing-texts").innerText()).not.toBe("");
  expect(await places()).toEqual(before);
  await page.getByText("This book was changed elsewhere").waitFor();
  await page.locator(".presence p").waitFor();
  expect(await places()).toEqual(before);
  writeAll(session);
  await page.locator(".writing-now").waitFor({ state: "detached" });
  expect(await places()).toEqual(before);
});

/** Where fields, their labels, the panel's tabs and the feedback's box are. */
const PLACES = `[...document.querySelectorAll(
  "[data-field], .field-label, .stage-head, .document-head, .panel [role=tab], .dock-row")]
  .map((element) => [element, element.getBoundingClientRect()])
  .map(([element, { x, y, width, height }]) =>
    [element.dataset.field ?? element.className, x, y, width, height].join(" "))`;

test("a removed character: names and no ids, Changes says it, Undo brings it back", async () => {
  await using screen = await screens.studio({ stage: "CHARACTERS" });
  const { page, session } = screen;
  const before = session.state().stages.CHARACTERS.working;
  const content = session.state().stages.CHARACTERS.proposals[0]?.candidates[0]?.content;
  const people: { id: string; name: string }[] = JSON.parse(JSON.stringify(content?.characters));
  const [gone] = people;
  if (!gone) throw new Error("there is somebody");
  await page.getByRole("button", { name: `Remove ${gone.name}` }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(`Removed: ${gone.name}`).waitFor();
  await expect.poll(() => page.locator(":focus").textContent()).toBe("Undo");
  await expect.poll(() => page.locator(".changes del").first().textContent()).toBe(gone.name);
  expect(await page.locator(".items-relations").innerText()).toContain(`${gone.name} (removed)`);
  const shown = await page.locator("#main, .panel").allInnerTexts();
  for (const { id } of people) expect(shown.join("\n")).not.toContain(id);
  await page.keyboard.press("Enter");
  await expect.poll(() => session.state().stages.CHARACTERS.working).toEqual(before);
  await page.getByRole("button", { name: `Remove ${gone.name}` }).waitFor();
});

test("a draft of any completeness is kept, and says what is still open", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  session.change((state) => ({
    ...state,
    stages: {
      ...state.stages,
      STORY_CONCEPTION: { ...state.stages.CONCEPT_SELECTION, ...empty },
    },
  }));
  await page.reload();
  await page.getByRole("button", { name: "Write it myself" }).click();
  await page.getByRole("textbox", { name: "Premise" }).fill("Only this so far");
  await page.getByRole("button", { name: "Save as a draft" }).click();
  await page.getByText(/The draft is kept on this device\. \d+ boxes are still empty/).waitFor();
  expect(await page.locator("[aria-invalid=true]").count()).toBe(0);
  await page.getByRole("button", { name: "Next gap" }).click();
  expect(await page.locator(":focus").evaluate((box) => box.id)).not.toBe("form/premise");
  await page.reload();
  await page.getByRole("button", { name: "Go on with your draft" }).click();
  expect(await page.getByRole("textbox", { name: "Premise" }).inputValue()).toBe(
    "Only this so far",
  );
  expect(screen.sent()).toEqual([]);
});

const empty = {
  status: "EMPTY" as const,
  accepted: null,
  working: null,
  proposal_count: 0,
  proposals: [],
};

test("the writer's idea and rules are at hand beside the document, and saved when their box is left", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  const idea = "A keeper whose lamp goes out.\nNobody comes.";
  session.change((state) => ({ ...state, brief: { ...state.brief, door: "idea", idea } }));
  await page.reload();
  await page.getByRole("tab", { name: "Your words" }).click();
  expect(await page.locator(".brief-idea").innerText()).toBe(idea);
  const rules = page.getByRole("textbox", { name: "Your rules, one a line" });
  await rules.fill("No vampires\nFirst person");
  await page.getByRole("textbox", { name: "Always keep in mind" }).fill("Few similes.");
  await expect
    .poll(() => session.state().brief.constraints)
    .toEqual(["No vampires", "First person"]);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => session.state().brief.notes).toBe("Few similes.");
  await rules.fill("");
  await page.getByRole("tab", { name: "History" }).click();
  await expect.poll(() => session.state().brief.constraints).toEqual([]);
  await page.getByRole("tab", { name: "Your words" }).click();
  await expect.poll(() => rules.inputValue()).toBe("");
  const notes = page.getByRole("textbox", { name: "Always keep in mind" });
  await expect.poll(() => notes.inputValue()).toBe("Few similes.");
});
