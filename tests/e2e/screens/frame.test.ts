/** What is around the words: bars, the way back, the focus, other people's tools on the page. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enlarge } from "../../../bench/ui/large-book.ts";
import { advance, confirm, type Screens, startScreens, writeAll } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const active = (page: Page) =>
  page.evaluate(
    "document.activeElement === document.body ? 'body' : document.activeElement.tagName",
  );

describe("bars", () => {
  test.each([
    { width: 360, height: 330 },
    { width: 320, height: 256 },
    { width: 360, height: 740 },
    { width: 1280, height: 720 },
  ])("$width×$height: nothing that has the focus is under one", async (size) => {
    await using screen = await screens.studio({ ...size, stage: "STORY_CONCEPTION" });
    const { page } = screen;
    await page.locator(".document").first().waitFor();
    const covered: unknown[] = [];
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press("Tab");
      covered.push(...(await page.evaluate<readonly string[]>(COVERED)));
    }
    expect(covered).toEqual([]);
    const box = page.locator("#feedback-box");
    await box.focus();
    await expect.poll(() => page.evaluate(COVERED)).toEqual([]);
    const bars = await page.evaluate<number>(STAYING);
    expect(bars).toBeLessThan(size.height * 0.4);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(size.width);
  });
});

/** What has the focus, where a bar of the page lies over its middle. */
const COVERED = `(async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (element === document.body || element.closest(".top-bar, .strip, .decision")) return [];
  const place = element.getBoundingClientRect();
  const x = Math.min(innerWidth - 2, Math.max(1, place.left + Math.min(place.width, innerWidth) / 2));
  return [place.top + 3, Math.min(place.bottom - 3, innerHeight / 2)]
    .filter((y) => y > 0 && y < innerHeight && y >= place.top)
    .map((y) => document.elementFromPoint(x, y)?.closest(".top-bar, .strip, .decision")?.className)
    .concat(place.top > innerHeight - 4 || place.bottom < 4 ? ["off the screen"] : [])
    .filter((name) => name !== undefined)
    .map((name) => name + " over " + element.outerHTML.slice(0, 80));
})()`;

/** Pixels of the window that bars take wherever the page is scrolled to. */
const STAYING = `[...document.querySelectorAll(".top-bar, .strip, .decision")]
  .filter((bar) => getComputedStyle(bar).position === "sticky")
  .reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)`;

test.each([360, 768, 800, 1440])(
  "%i: Back has its name, on one line, beside any title",
  async (width) => {
    await using screen = await screens.studio({ width });
    const { page, session } = screen;
    session.change((state) => ({ ...state, title: "A very long title indeed, ".repeat(8) }));
    await page.reload();
    // The bar of the page that is still loading is another one.
    await page.locator(".document, .concept-card").first().waitFor();
    const back = page.getByRole("link", { name: "Back" });
    await back.waitFor();
    const place = await back.boundingBox();
    expect(place?.width).toBeGreaterThanOrEqual(44);
    expect(place?.height).toBeLessThan(48);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  },
);

test("an address that leads nowhere: the designed page, inside the window", async () => {
  const page = await screens.open("/foo", { width: 1440 });
  const heading = page.getByRole("heading", { name: "There is no such page" });
  await heading.waitFor();
  const place = await page.locator("main").boundingBox();
  expect(place?.x).toBeGreaterThan(200);
  await page.context().close();
});

test("the focus never falls to the page's top: Inspire, Confirm, C", async () => {
  const page = await screens.open("/");
  await page.getByRole("button", { name: "Inspire me!" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sessions/);
  await page.locator(".live-card").first().waitFor();
  expect(await active(page)).not.toBe("body");
  const session = screens.server.session(page.url().split("/").at(-1) ?? "");
  if (!session) throw new Error("a book was begun");
  writeAll(session);
  await page.getByRole("button", { name: /^Choose A/ }).focus();
  expect(await active(page)).toBe("BUTTON");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Confirm and go on/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Story", level: 2 }).waitFor();
  expect(await active(page)).not.toBe("body");
  writeAll(session);
  await page.locator(".document [data-field]").first().focus();
  await page.keyboard.press("c");
  await page.locator(".compare").waitFor();
  expect(await active(page)).not.toBe("body");
  await page.keyboard.press("c");
  await page.locator(".compare").waitFor({ state: "detached" });
  expect(await active(page)).not.toBe("body");
  await page.context().close();
});

test("the drawer holds the focus until it is closed, and gives it back", async () => {
  await using screen = await screens.studio({ width: 1024 });
  const { page } = screen;
  const opener = page.getByRole("button", { name: /^(Changes and history|Your words)/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.locator(".panel.drawer").waitFor();
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press(at < 8 ? "Tab" : "Shift+Tab");
    expect(await page.evaluate("document.activeElement.closest('.panel') !== null")).toBe(true);
  }
  await page.keyboard.press("Escape");
  await page.locator(".panel.drawer").waitFor({ state: "detached" });
  await expect.poll(() => page.locator(":focus").textContent()).toMatch(/^(Changes|Your words)/);
});

test("Back stays in the book: stages looked at, and the one that was confirmed", async () => {
  await using screen = await screens.studio({ stage: "WORLDVIEW" });
  const { page, session } = screen;
  const stage = page.getByRole("heading", { level: 2 }).first();
  await page.getByRole("button", { name: /^Concept/ }).click();
  await page.getByRole("button", { name: /^Story/ }).click();
  await expect.poll(() => stage.textContent()).toBe("Story");
  await page.goBack();
  await expect.poll(() => stage.textContent()).toBe("Concept");
  await page.goBack();
  await expect.poll(() => stage.textContent()).toBe("World");
  await page.getByRole("button", { name: /^Confirm/ }).click();
  await expect.poll(() => stage.textContent()).toBe("Characters");
  writeAll(session);
  await page.goBack();
  await expect.poll(() => stage.textContent()).toBe("World");
  expect(new URL(page.url()).pathname).toContain("/sessions/");
  await page.goForward();
  await expect.poll(() => stage.textContent()).toBe("Characters");
});

test("R asks before it spends", async () => {
  await using screen = await screens.studio();
  const { page } = screen;
  await page.keyboard.press("r");
  const ask = page.getByRole("dialog", { name: "Reroll the whole stage?" });
  await ask.waitFor();
  await page.keyboard.press("Escape");
  await ask.waitFor({ state: "hidden" });
  expect(screen.sent()).toEqual([]);
  await page.keyboard.press("r");
  await ask.getByRole("button", { name: "Reroll" }).click();
  await expect.poll(() => screen.sent()).toHaveLength(1);
});

test("with the browser's translation on, what changes is still shown", async () => {
  await using screen = await screens.studio();
  const { page, session } = screen;
  await page.evaluate(TRANSLATE);
  await page.locator("font").first().waitFor();
  await page.locator(".concept-card .card-choose").first().click();
  await page.locator(".concept-card.chosen").waitFor();
  await page.locator("#feedback-box").fill("older");
  await page.keyboard.press("Control+Enter");
  await page.locator(".live-card.in-place").waitFor();
  session.write(60);
  await expect.poll(() => page.locator(".live-card .book").innerText()).toContain("Low Water");
  const before = (await page.locator(".live-card .book").innerText()).length;
  session.write(60);
  await expect
    .poll(async () => (await page.locator(".live-card .book").innerText()).length)
    .toBeGreaterThan(before);
  writeAll(session);
  await expect.poll(() => page.locator(".concept-card").count()).toBe(3);
  await expect.poll(() => page.locator(".document").innerText()).toContain("«older»");
  confirm(session);
  await expect.poll(() => page.locator(".stage-head h2").innerText()).toBe("«Story»");
  await expect.poll(() => page.locator(".decision .primary").innerText()).toContain("World");
  expect(screen.complaints).toEqual([]);
});

test("a clock that is twenty minutes off is not what counts the seconds of a round", async () => {
  await using screen = await screens.studio({
    before: (page) =>
      page.addInitScript("{ const now = Date.now; Date.now = () => now() + 1_200_000; }"),
  });
  const { page } = screen;
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByRole("button", { name: "Reroll" }).click();
  await expect.poll(() => page.locator(".strip").innerText()).toMatch(/\b0:[0-5]\d/);
  // Nor what says that a code is too old.
  await page.goto(`${screens.server.url}/`);
  await page.getByRole("button", { name: "Show a one-time code" }).click();
  await page.locator(".device-code").waitFor();
});

test("a label is no heading, a moment ago is 刚刚, and genres are the book's, not the interface's", async () => {
  const book = screens.server.begin("zh-CN");
  advance(book, "CHARACTERS");
  const page = await screens.open("/", { language: "zh-CN" });
  await expect.poll(() => page.locator(".book-card-date").first().innerText()).toBe("刚刚");
  await page.locator(".book-language").getByRole("button").nth(1).click();
  await page.getByRole("button", { name: "Fantasy" }).waitFor();
  expect(await page.getByRole("button", { name: "奇幻" }).count()).toBe(0);
  await page.goto(`${screens.server.url}/sessions/${book.state().session_id}`);
  await page.locator(".document .field-label").first().waitFor();
  const [labels, headings] = await Promise.all(
    [".document .label.field-label", ".document :is(h4, h5, h6)"].map((at) =>
      page.locator(at).count(),
    ),
  );
  expect(labels).toBeGreaterThan(headings ?? 0);
  expect(await page.locator(".document .item :is(h4, h5, h6)").count()).toBe(0);
  await page.context().close();
});

test("without colours a state is a glyph, and what cannot be pressed looks so; a book goes by its title", async () => {
  const book = screens.server.begin("en");
  advance(book, "CONCEPT_SELECTION");
  const page = await screens.open("/");
  await page.emulateMedia({ forcedColors: "active" });
  const glyph = (selector: string) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)}), "::before").content`,
    );
  await page.locator(".chip").first().waitFor();
  expect(await glyph(".chip[aria-pressed=true]")).toContain("✓");
  expect(await glyph(".chip[aria-pressed=false]")).not.toContain("✓");
  await page.locator(".book-card").first().waitFor();
  const titles = await page.locator(".book-card-title").allInnerTexts();
  expect(titles).toContain(book.state().title);
  expect(titles).not.toContain("Untitled");
  await page.context().close();

  await using screen = await screens.studio();
  const confirm = screen.page.getByRole("button", { name: /^Confirm and go on/ });
  expect(await confirm.isDisabled()).toBe(true);
  const border = await screen.page.evaluate<string>(
    `getComputedStyle([...document.querySelectorAll("button")].find((each) => /^Confirm and go on/.test(each.textContent))).borderTopStyle`,
  );
  expect(border).toBe("dashed");
});

test.each([
  { width: 1440, pixels: 20_000 },
  { width: 360, pixels: 34_000 },
])("$width: sixty chapters are rows, not a wall", async ({ width, pixels }) => {
  await using screen = await screens.studio({ width, stage: "PLOT_OUTLINE" });
  const { page, session } = screen;
  session.change(enlarge);
  await page.reload();
  await page.locator(".items-chapters > .item").nth(59).waitFor({ state: "attached" });
  expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThan(pixels);
});

/** As Chrome's: text nodes leave the page, and what stands in their places says the same in «». */
const TRANSLATE = `(() => {
  const done = new WeakSet();
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
    if (root.nodeType === 3) texts.push(root);
    for (const text of texts) {
      const holder = text.parentElement;
      if (!holder || holder.closest("[translate=no], font, script, style")) continue;
      if (text.data.trim() === "") continue;
      const shown = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = "«" + text.data.trim() + "»";
      shown.append(inner);
      done.add(shown);
      text.replaceWith(shown);
    }
  };
  translate(document.getElementById("app"));
  new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.addedNodes) if (!done.has(node)) translate(node);
      if (record.type === "characterData") translate(record.target);
    }
  }).observe(document.getElementById("app"), { childList: true, subtree: true, characterData: true });
})()`;
