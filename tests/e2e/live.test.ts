/** A session on several screens at once, and screens whose connection is bad. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";
import { whileDiskIsFull } from "../provision/full-disk.ts";
import { launchChromium } from "../provision/chromium.ts";
import { mustRun } from "../provision/must-run.ts";
import { startPassingProxy } from "../provision/passing-proxy.ts";
import { plainEnvironment } from "../provision/processes.ts";
import { type Studio, startStudio } from "../provision/studio.ts";
import { startTcpProxy } from "../provision/tcp-proxy.ts";
import { Writer } from "./writer.ts";

/** How long the writer is offline; a minute in the long form. */
const OFFLINE_MS = Number(process.env["GENESIS_OFFLINE_SECONDS"] ?? "5") * 1_000;

let browser: Browser;
let studio: Studio;

beforeAll(async () => {
  browser = await launchChromium();
  studio = await startStudio();
});
afterAll(async () => {
  await studio[Symbol.asyncDispose]();
  await browser.close();
});

/** Another browser of the same writer, at the same session. */
async function secondBrowser(writer: Writer): Promise<Writer> {
  const other = await Writer.open(browser, studio.url, { language: "en" });
  await other.context.addCookies(await writer.context.cookies());
  await other.page.goto(`${studio.url}/sessions/${writer.sessionId}`);
  return other;
}

/** What is on the screen, but for notices to this one browser. */
const SHOWN = `(() => {
  const copy = document.querySelector("main").cloneNode(true);
  for (const notice of copy.querySelectorAll(".notice")) notice.remove();
  return copy.textContent;
})()`;
const shown = (page: Page) => page.evaluate<string>(SHOWN);

/** Marks the page, to tell later that it is still the very same document. */
const mark = (page: Page) => page.evaluate(`document.body.dataset.marked = "yes"`);
const isMarked = (page: Page) => page.evaluate<boolean>(`document.body.dataset.marked === "yes"`);

test("two tabs and a second browser follow one session, over one stream a browser", async () => {
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  await writer.inspire();
  await writer.untilProposed("CONCEPT_SELECTION");
  const tab = await writer.context.newPage();
  await tab.goto(writer.page.url());
  await using other = await secondBrowser(writer);
  const screens = [writer.page, tab, other.page];
  const allShowTheSame = () =>
    expect.poll(async () => new Set(await Promise.all(screens.map(shown))).size).toBe(1);
  await allShowTheSame();
  await expect.poll(() => writer.streamReaders()).toBe(2);

  await other.choose("CONCEPT_SELECTION");
  await allShowTheSame();
  await other.revise("Make the keeper a woman in her sixties.");
  await other.untilProposed("CONCEPT_SELECTION", 2);
  await allShowTheSame();
  await other.confirm();
  await other.untilProposed("STORY_CONCEPTION");
  await allShowTheSame();
  await expect(tab.getByRole("heading", { level: 1 }).textContent()).resolves.toBe(
    await other.page.getByRole("heading", { level: 1 }).textContent(),
  );
  await tab.close();
  await writer.page.goto(studio.url);
  await expect.poll(() => writer.streamReaders()).toBe(1);
});

test("eight tabs with eight books are all live: the browser's six connections are enough", async () => {
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  const api = `${studio.url}/api/v1/genesis/sessions`;
  const pages: Page[] = [];
  const sessions: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    const created = await writer.context.request.post(api, { data: { language: "en" } });
    const { session_id } = await created.json();
    sessions.push(session_id);
    const page = await writer.context.newPage();
    await page.goto(`${studio.url}/sessions/${session_id}`);
    pages.push(page);
  }
  await expect.poll(() => writer.streamReaders()).toBe(8);
  for (const session_id of sessions) {
    const sent = await writer.context.request.post(`${api}/${session_id}/commands`, {
      data: { command_type: "REQUEST_INSPIRATION" },
    });
    expect(sent.status()).toBe(202);
  }
  for (const page of pages) {
    await page
      .getByRole("button", { name: /^Choose/ })
      .first()
      .waitFor();
  }
});

test("offline and back: the screen is right again by itself, and says meanwhile what is wrong", async () => {
  await using proxy = await startTcpProxy(() => Number(new URL(studio.url).port));
  const origin = proxy.through(studio.url).replace(/\/$/, "");
  await using writer = await Writer.open(browser, origin, { language: "en" });
  await writer.inspire();
  await writer.untilProposed("CONCEPT_SELECTION");
  await using other = await secondBrowser(writer);
  await mark(writer.page);
  const offlineAt = performance.now();
  proxy.refuse();
  await writer.context.setOffline(true);
  await writer.page.getByText("Offline").first().waitFor();
  await other.choose("CONCEPT_SELECTION");
  await other.revise("Make the keeper a woman in her sixties.");
  await other.untilProposed("CONCEPT_SELECTION", 2);
  await other.confirm();
  await other.untilProposed("STORY_CONCEPTION");
  await expect
    .poll(() => performance.now() - offlineAt, { timeout: OFFLINE_MS + 5_000 })
    .toBeGreaterThan(OFFLINE_MS);
  proxy.accept();
  await writer.context.setOffline(false);
  const both = [writer.page, other.page];
  await expect.poll(async () => new Set(await Promise.all(both.map(shown))).size).toBe(1);
  await writer.page.getByText("Saved").first().waitFor();
  expect(await isMarked(writer.page)).toBe(true);
});

test("while the disk is full the page says so and keeps the words, which go by themselves once there is room", async () => {
  await using writer = await Writer.open(browser, studio.url, { language: "zh-CN" });
  await whileDiskIsFull(await studio.databaseUrl(), async () => {
    await writer.press(writer.words.inspire);
    await writer.page.getByText("磁盘满了。你的文字还在。").first().waitFor();
  });
  // Nobody presses again.
  await writer.page.waitForURL(/\/sessions\//);
  await writer.untilProposed("CONCEPT_SELECTION");
  expect(await writer.page.getByText("磁盘满了").count()).toBe(0);
});

test("in maintenance the book is read on, the page says until when, and the press goes by itself afterwards", async () => {
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  await writer.inspire();
  await writer.untilProposed("CONCEPT_SELECTION");
  const env = { ...plainEnvironment(), DATABASE_URL: await studio.databaseUrl() };
  const maintenance = (...args: readonly string[]) =>
    mustRun(process.execPath, ["local/commands/maintenance.ts", ...args], {
      env,
      cwd: repositoryRoot,
    });
  await writer.choose("CONCEPT_SELECTION");
  await maintenance("on", "--for", "2h");
  await writer.press(writer.words.confirm);
  const notice = writer.page.getByText(/being maintained, until .+ perhaps/);
  await notice.first().waitFor();
  await writer.page.reload();
  await writer.page.locator(".concept-card.chosen").waitFor();
  await writer.press(writer.words.confirm);
  await notice.first().waitFor();
  await maintenance("off");
  // Nobody presses again.
  await writer.untilProposed("STORY_CONCEPTION");
});

test("where streams are blocked the state is asked for instead, and a quiet note says so", async () => {
  // As some company networks do.
  const refuses = (path: string) => path.includes("/events/stream");
  await using proxy = await startPassingProxy(studio.url, { refuses });
  await using writer = await Writer.open(browser, proxy.url, { language: "en" });
  await writer.inspire();
  await writer.untilProposed("CONCEPT_SELECTION");
  await writer.page.getByText("updated every two seconds").waitFor();
});
