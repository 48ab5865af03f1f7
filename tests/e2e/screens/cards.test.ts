/** Concepts are cards on a table: chosen in their heads, reworked in their places. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Screens, startScreens, writeAll } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const titles = [".concept-card .card-title", ".concept-card.chosen .card-title"] as const;

describe("choosing", () => {
  test.each([
    { width: 1280, height: 720, columns: 3 },
    { width: 1440, height: 900, columns: 3 },
    { width: 1024, height: 768, columns: 2 },
    { width: 800, height: 1024, columns: 2 },
  ])("$width×$height: Choose of the first row is there without scrolling", async (size) => {
    await using screen = await screens.studio(size);
    const { page } = screen;
    const bar = await page.locator(".decision").boundingBox();
    const places = await page
      .getByRole("button", { name: /^Choose [A-C]/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().toJSON()));
    expect(places).toHaveLength(3);
    const first = places.slice(0, size.columns);
    for (const place of first) {
      expect(place.top).toBeGreaterThan(0);
      expect(place.bottom).toBeLessThan(bar?.y ?? 0);
      expect(place.top).toBe(first[0].top);
    }
    expect(new Set(places.map((place) => Math.round(place.left))).size).toBe(size.columns);
  });

  test("a press anywhere on a card chooses it; selecting its text does not", async () => {
    await using screen = await screens.studio();
    const { page } = screen;
    await page.locator(".concept-card").nth(2).locator(".card-logline").click();
    await expect.poll(() => page.locator(titles[1]).textContent()).toBe("A Shop for Years");
    await expect.poll(() => screen.sent()).toHaveLength(1);
    await page.locator(".concept-card").nth(1).locator(".card-logline").dblclick();
    await expect.poll(() => page.evaluate("String(getSelection())")).not.toBe("");
    await page
      .locator(".concept-card")
      .nth(1)
      .getByRole("button", { name: /^Choose B/ })
      .click();
    await expect.poll(() => page.locator(titles[1]).textContent()).toBe("The Ninth Letter");
  });
});

test.each([
  { language: "en", concept: /^Concept/, confirmed: "Confirmed", choose: /^Choose/ },
  { language: "zh-CN", concept: /^立意/, confirmed: "已确认", choose: /^选/ },
] as const)(
  "in $language: a confirmed stage shows what was confirmed, whatever was chosen since",
  async ({ language, ...words }) => {
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const concept = session.state().stages.CONCEPT_SELECTION;
    const [round] = concept.proposals;
    const other = round?.candidates[1];
    const accepted = String(concept.accepted?.content.title);
    session.accept({
      command_type: "SELECT_CANDIDATE",
      payload: { proposal_id: round?.proposal_id ?? "", candidate_id: other?.candidate_id ?? "" },
    });
    await page.getByRole("button", { name: words.concept }).click();
    await page.locator(".concept-card").first().waitFor();
    expect(await page.locator(titles[1]).allTextContents()).toEqual([accepted]);
    expect(await page.locator(".chosen-word").allTextContents()).toEqual([
      words.confirmed,
      `${words.confirmed} A`,
    ]);
    expect(await page.locator(".document .key-title .book").textContent()).toBe(accepted);
    // There is nothing to choose, by a press or by a key.
    expect(await page.getByRole("button", { name: words.choose }).count()).toBe(0);
    await page.locator(".concept-card").nth(1).locator(".card-logline").click();
    await page.keyboard.press("3");
    expect(screen.sent()).toEqual([]);
  },
);

test("a reroll and an edited word stay in their card, as versions of it", async () => {
  await using screen = await screens.studio();
  const { page, session } = screen;
  const all = await page.locator(titles[0]).allTextContents();
  const places = () =>
    page
      .locator(".card-place")
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
  const reroll = page.getByRole("button", { name: "Reroll B" });
  await reroll.scrollIntoViewIfNeeded();
  const before = await places();
  await reroll.click();
  await page.locator(".live-card.in-place").waitFor();
  // While it is written the others stand where they stood.
  expect(await places()).toEqual(before);
  expect(await page.locator(".concept-card:not([inert]) .card-title").allTextContents()).toEqual([
    all[0],
    all[2],
  ]);
  writeAll(session);
  await expect.poll(() => page.locator(titles[0]).allTextContents()).toEqual(all);
  const versions = page.getByRole("group", { name: "Versions of B" });
  expect(await versions.textContent()).toContain("2 versions");
  expect(await page.locator(".rounds .round").count()).toBe(0);

  await page.getByRole("button", { name: "Edit Title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("The Tenth Letter");
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(() => page.locator(titles[0]).allTextContents())
    .toEqual([all[0], "The Tenth Letter", all[2]]);
  expect(await versions.textContent()).toContain("3 versions");
  await page.getByRole("button", { name: "Version 1 of B" }).click();
  await expect.poll(() => page.locator(titles[0]).nth(1).textContent()).toBe(all[1]);
  await page.getByRole("button", { name: /^Choose B/ }).click();
  const [root] = session.state().stages.CONCEPT_SELECTION.proposals;
  await expect
    .poll(() => session.state().stages.CONCEPT_SELECTION.working?.candidate_id)
    .toBe(root?.candidates[1]?.candidate_id);
  expect(screen.complaints).toEqual([]);
});

test.each(["zh-CN", "en"] as const)(
  "%s: a failed revision is said where the writer is",
  async (language) => {
    await using screen = await screens.studio({ language });
    const { page, session } = screen;
    await page.locator(".concept-card .card-choose").first().click();
    const box = page.locator("#feedback-box");
    await box.fill("older");
    await page.keyboard.press("Control+Enter");
    await page.locator(".strip").waitFor();
    await page.evaluate("window.scrollTo(0, 0)");
    session.fail("MODEL_UNAVAILABLE");
    const failure = page.locator(".failure-line");
    for (const at of ["0", "document.body.scrollHeight"]) {
      await page.evaluate(`window.scrollTo(0, ${at})`);
      await failure.waitFor();
      const place = await failure.boundingBox();
      expect(place?.y).toBeGreaterThan(0);
      expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(900);
    }
    const said = await failure.innerText();
    expect(said).not.toContain("ECONNREFUSED");
    expect(/[a-z]{3}/.test(said)).toBe(language === "en");
    await failure.locator("summary").first().click();
    expect(await failure.innerText()).toContain("ECONNREFUSED");
    await expect.poll(() => box.inputValue()).toBe("older");
  },
);
