/** The shelf: going on, finding, sorting, naming, putting away, deleting and having back. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardEn } from "../../../ui/i18n/dashboard.en.ts";
import { dashboardZhCN } from "../../../ui/i18n/dashboard.zh-CN.ts";
import { shelfEn } from "../../../ui/i18n/shelf.en.ts";
import { shelfZhCN } from "../../../ui/i18n/shelf.zh-CN.ts";
import { startFakeServer } from "../../../ui/testing/fake-server.ts";
import { saveStory as save } from "./save-story.ts";
import { advance, type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const SHELF = { en: shelfEn, "zh-CN": shelfZhCN };
const DASHBOARD = { en: dashboardEn, "zh-CN": dashboardZhCN };

test.each(["en", "zh-CN"] as const)(
  "in %s: the shelf goes on with the last book, finds, sorts, renames, archives, deletes and gives back",
  async (language) => {
    const [text, dashboard] = [SHELF[language], DASHBOARD[language]];
    const isEnglish = language === "en";
    const names = isEnglish
      ? (["The Bell", "Amber", "Salt"] as const)
      : (["钟声", "安珀", "海盐"] as const);
    const [first, second, third] = names;
    const renamed = isEnglish ? "Zephyr" : "西风";
    const stages = ["STORY_CONCEPTION", "CHARACTERS", "WORLDVIEW"] as const;
    const books = names.map((title, at) => {
      const book = screens.server.begin(language);
      advance(book, stages[at] ?? "WORLDVIEW");
      book.accept({ command_type: "RENAME_SESSION", payload: { title } });
      return book;
    });
    const said = isEnglish ? "an unmistakable heron" : "一只认得出的鹭";
    if (books[0]) save(books[0], { premise: said });
    const page = await screens.open("/", { language });

    // The one that was written last is first, and one press away.
    const goOn = page.locator(".go-on");
    await expect.poll(() => goOn.innerText()).toContain(first);
    expect(await goOn.getAttribute("href")).toBe(`/sessions/${books[0]?.state().session_id}`);
    const spine = page.locator(".shelf-book", { hasText: first });
    expect(await spine.locator(".book-card-last").innerText()).toBe(said);
    const concept = books[0]?.state().stages.CONCEPT_SELECTION.accepted?.content;
    expect(await spine.locator(".book-card-genres").innerText()).toBe(
      [concept?.genres].flat().join(" · "),
    );
    expect(await spine.getByRole("progressbar").getAttribute("aria-label")).toBe(
      dashboard.progress(1),
    );

    // Deleted from the shelf, and back by Undo.
    const spines = (title: string) =>
      page.locator(".books .shelf-book", { hasText: title }).count();
    await page.getByRole("button", { name: dashboard.deleteName(third) }).click();
    await expect.poll(() => spines(third)).toBe(0);
    await page.getByRole("button", { name: dashboard.undoDeleteName(third) }).click();
    await expect.poll(() => spines(third)).toBe(1);

    await page.getByRole("button", { name: dashboard.arrange }).click();
    const listed = page.locator(".arranged-book");
    const titles = async () =>
      (await listed.locator("[dir=auto]:first-child").allInnerTexts()).filter((title) =>
        [...names, renamed].includes(title),
      );
    const view = (name: string) => page.getByRole("button", { name, exact: true }).click();
    await view(text.sorts.title);
    await expect.poll(titles).toEqual([second, third, first]);
    await view(text.sorts.progress);
    await expect.poll(titles).toEqual([second, third, first]);
    // By what stands in a stage.
    const search = page.getByRole("searchbox", { name: text.search });
    await search.fill(isEnglish ? "UNMISTAKABLE heron" : "认得出的鹭");
    await expect.poll(titles).toEqual([first]);
    await search.fill(isEnglish ? "no such heron" : "没有的鹭");
    await page.getByText(text.none.shelf).waitFor();
    await search.fill("");

    await page.getByRole("button", { name: text.renameName(first) }).click();
    await page.getByLabel(text.newName).fill(renamed);
    await page.getByLabel(text.newName).press("Enter");
    await expect.poll(() => books[0]?.state().title).toBe(renamed);
    await page.getByRole("button", { name: text.archiveName(renamed) }).click();
    await expect.poll(() => books[0]?.state().archived_at).not.toBeNull();
    await expect.poll(() => spines(renamed)).toBe(0);
    await view(text.views.archived);
    await page.getByRole("button", { name: text.unarchiveName(renamed) }).click();
    await expect.poll(() => books[0]?.state().archived_at).toBeNull();

    await view(text.views.shelf);
    // The list beside the spines may have it by then, too.
    await page
      .getByRole("button", { name: text.removeName(second) })
      .last()
      .click();
    await expect.poll(() => spines(second)).toBe(0);
    await view(text.views.deleted);
    await page.getByText(text.bin).waitFor();
    await page.getByRole("button", { name: text.restoreName(second) }).click();
    await page.getByText(text.none.deleted).waitFor();
    await expect.poll(() => spines(second)).toBe(1);
    await page.context().close();
  },
);

test.each([
  { width: 1440, books: 1 },
  { width: 1440, books: 0 },
  { width: 360, books: 1 },
  { width: 360, books: 0 },
])(
  "$width wide, $books books: the doors stay where they are when the shelf has come",
  async (at) => {
    const server = await startFakeServer({ built: screens.built });
    if (at.books > 0) {
      const book = server.begin("en");
      advance(book, "PLOT_OUTLINE");
      const title = "A title that is longer than a line of a phone, and goes on behind it";
      book.accept({ command_type: "RENAME_SESSION", payload: { title } });
    }
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const page = await screens.open("/favicon.svg", { width: at.width });
    await page.route(/\/genesis\/sessions\?/, async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(server.url);
    const doors = page.locator(".doors");
    await doors.waitFor();
    await page.evaluate("document.fonts.ready.then(() => null)");
    const top = async () => (await doors.boundingBox())?.y;
    const before = await top();
    letGo();
    await page.locator(".go-on-place > *").waitFor();
    expect(await top()).toBe(before);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(at.width);
    await page.context().close();
    await server.stop();
  },
);

test("there is nothing to arrange before the first book; a deleted one is found there", async () => {
  const server = await startFakeServer({ built: screens.built });
  const page = await screens.open("/favicon.svg");
  const asked = page.waitForResponse((response) => response.url().includes("deleted=true"));
  await page.goto(server.url);
  const arrange = page.getByRole("button", { name: dashboardEn.arrange });
  await page.getByText(dashboardEn.shelfEmpty).waitFor();
  await (await asked).finished();
  expect(await arrange.count()).toBe(0);

  advance(server.begin("en"), "WORLDVIEW");
  await page.reload();
  const deleted = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.locator(".book-delete").click();
  await deleted;
  await page.reload();
  await arrange.click();
  await page.getByRole("button", { name: shelfEn.views.deleted, exact: true }).click();
  await page.locator(".arranged-book").waitFor();
  await page.context().close();
  await server.stop();
});
