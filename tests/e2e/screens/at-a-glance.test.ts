/** A document one can see at a glance: relations as a map, threads as a chart, chapters that are moved. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordsIn } from "../../../ui/models/content/field-text.ts";
import { type Screen, type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

/** Titles of the chapters, part by part, with their numbers. */
function chaptersOf({ session }: Screen): readonly string[][] {
  const newest = session.state().stages.PLOT_OUTLINE.proposals.at(-1);
  return recordsIn(newest?.candidates[0]?.content.parts).map(({ chapters }) =>
    recordsIn(chapters).map(({ title, number }) => `${String(number)} ${String(title)}`),
  );
}

test("who stands how to whom is drawn over the list, and the threads over the chapters", async () => {
  await using people = await screens.studio({ stage: "CHARACTERS" });
  const [first] = await people.page.locator(".items-characters .key-heading .book").allInnerTexts();
  const map = people.page.locator(".key-relations svg[role=img]");
  await map.waitFor();
  expect(await map.locator(".novel-node").allTextContents()).toContain(first);
  await using outline = await screens.studio({ stage: "PLOT_OUTLINE" });
  const lines = outline.page.locator(".thread-chart svg[role=img]");
  await lines.first().waitFor();
  expect(await lines.count()).toBe(await outline.page.locator(".items-threads > .item").count());
  expect(await lines.first().getAttribute("aria-label")).toMatch(/^planted: .+; paid off: .+/);
  expect([...people.complaints, ...outline.complaints]).toEqual([]);
});

test("a chapter is moved by its grip: with the arrow keys, and dragged", async () => {
  await using screen = await screens.studio({ stage: "PLOT_OUTLINE" });
  const { page, session } = screen;
  const before = chaptersOf(screen);
  const titles = page.locator(".items-chapters .item .key-heading .book");
  const [first = "", second = ""] = await titles.allInnerTexts();
  const grip = (title: string) => page.getByRole("button", { name: `Move ${title}`, exact: true });
  await grip(second).focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => titles.nth(0).innerText()).toBe(second);
  await expect.poll(() => titles.nth(1).innerText()).toBe(first);
  // It keeps the hand, and the book's numbers stay in order.
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe(`Move ${second}`);
  expect(JSON.stringify(chaptersOf(screen))).toContain(`"1 ${second}","2 ${first}"`);

  const from = await grip(second).boundingBox();
  const to = await page.locator(".items-chapters > .item").nth(1).boundingBox();
  if (!from || !to) throw new Error("both are on the page");
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + to.height - 4, { steps: 4 });
  await page.locator(".item.drop-below").waitFor();
  await page.mouse.up();
  await expect.poll(() => titles.nth(0).innerText()).toBe(first);
  await expect.poll(() => chaptersOf(screen)).toEqual(before);
  expect(session.state().stages.PLOT_OUTLINE.proposals).toHaveLength(3);
  expect(screen.complaints).toEqual([]);
});

/** The studio of an outline whose first part has two chapters and whose second has one. */
const outlineOf = () => screens.studio({ stage: "PLOT_OUTLINE" });
const saves = ({ sent }: Screen) => sent().filter((body) => isSave(body));
const isSave = (body: unknown) =>
  typeof body === "object" && body !== null && "command_type" in body
    ? body.command_type === "SAVE_CANDIDATE"
    : false;

test("two presses at once are one move, and a key that is held is one press", async () => {
  await using screen = await outlineOf();
  const { page } = screen;
  const grip = page.locator(".tool.move").first();
  await grip.waitFor();
  await page.evaluate(`
    for (const repeat of [false, false, true])
      document.querySelector(".tool.move").dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowDown", repeat, bubbles: true }),
      );
  `);
  await expect.poll(() => saves(screen).length).toBe(1);
  await page.locator(".saved-line", { hasText: "Saved" }).waitFor();
  expect(saves(screen)).toHaveLength(1);
  expect(await page.locator(".press-failure").count()).toBe(0);
});

test("what was locked in a chapter is locked where it is moved to, in another part too", async () => {
  await using screen = await outlineOf();
  const { page, session } = screen;
  const [own = [], next = []] = chaptersOf(screen);
  session.change((state) => {
    const { PLOT_OUTLINE } = state.stages;
    const { working } = PLOT_OUTLINE;
    if (!working) throw new Error("the outline is chosen");
    const locked = [`/parts/0/chapters/${own.length - 1}/title`];
    const stages = {
      ...state.stages,
      PLOT_OUTLINE: { ...PLOT_OUTLINE, working: { ...working, locked } },
    };
    return { ...state, stages };
  });
  await page.reload();
  const grip = page.locator(`[data-place="/parts/0/chapters/${own.length - 1}"]`);
  await grip.focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => chaptersOf(screen)[1]?.length).toBe(next.length + 1);
  expect(session.state().stages.PLOT_OUTLINE.working?.locked).toEqual([
    "/parts/1/chapters/0/title",
  ]);
});

test("a grip says how it moves, that there is no further, and what is to be saved first", async () => {
  await using screen = await outlineOf();
  const { page } = screen;
  const said = page.locator(".move-said");
  const grip = page.locator(".tool.move").first();
  await grip.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => said.innerText()).toMatch(/arrow up/);
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => said.innerText()).toMatch(/first chapter already/);
  await page
    .getByRole("button", { name: /^Edit/ })
    .and(page.locator(".items-parts button"))
    .first()
    .click();
  await page.locator(".items-parts .field-editor :is(textarea, input)").first().fill("Typed.");
  await grip.focus();
  await page.keyboard.press("ArrowDown");
  await expect
    .poll(() => page.locator(".move-said").allInnerTexts())
    .toEqual([expect.stringMatching(/not saved yet/)]);
});
