/** The strict Content-Security-Policy, in a real browser: no page breaks it, and it holds. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { buildUi } from "../../../local/studio/ui-build.ts";
import { launchChromium } from "../../provision/chromium.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { type Seed, seed } from "../../schemathesis/seed.ts";
import { ApiClient } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let starting: StartedEdge;
let below: StartedEdge;
let browser: Browser;
let seeded: Seed;

beforeAll(async () => {
  database = await createDatabase();
  await buildUi();
  edge = await startTestEdge(database.url);
  starting = await startTestEdge(
    database.url,
    {},
    { parts: () => ({ flows: { status: "starting" } }) },
  );
  below = await startTestEdge(database.url, {
    publicUrl: "http://studio.example/studio",
    allowedHosts: ["127.0.0.1"],
  });
  seeded = await seed(edge.url);
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await Promise.all([edge.stop(), starting.stop(), below.stop()]);
  await database.drop();
});

/** A page with the account's cookie, and what it broke so far. */
async function openPage(locale?: string): Promise<{ page: Page; violations: string[] }> {
  const context = await browser.newContext(locale === undefined ? {} : { locale });
  const [name = "", value = ""] = seeded.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: edge.url }]);
  const page = await context.newPage();
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  page.on("pageerror", (error) => violations.push(String(error)));
  return { page, violations };
}

test("no page of the studio breaks it, the reference and the starting page included", async () => {
  const { page, violations } = await openPage();
  const [novel = ""] = seeded.novels;
  const paths = [
    "/",
    ...seeded.sessions.map((id) => `/sessions/${id}`),
    `/novels/${novel}`,
    "/nothing",
    "/api/docs",
    "/api/openapi.json",
  ];
  for (const path of paths) {
    const answer = await page.goto(edge.url + path, { waitUntil: "load" });
    expect(answer?.headers()["content-security-policy"]).toContain("default-src 'none'");
    expect(answer?.headers()["content-security-policy"]).not.toContain("unsafe");
    await page.locator("body").waitFor();
    if (!path.startsWith("/api/") && path !== "/nothing")
      await page.locator("main").first().waitFor();
  }
  await page.goto(starting.url);
  await page.getByText("Starting; this page opens by itself").waitFor();
  // A stylesheet that was refused would leave the browser's own margins.
  expect(await page.evaluate("getComputedStyle(document.body).paddingTop")).toBe("48px");
  expect(violations).toEqual([]);
  await page.context().close();
});

test("it holds: a script or a style that got into a page does nothing", async () => {
  const { page, violations } = await openPage();
  await page.goto(edge.url);
  await page.evaluate(`
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "document.title = 'taken over'");
    image.src = "/nothing.png";
    document.body.append(image);
  `);
  await expect.poll(() => violations.length).toBeGreaterThan(0);
  expect(await page.title()).not.toBe("taken over");
  await page.context().close();
});

test("what a writer or a model wrote is text, whatever it looks like", async () => {
  const client = new ApiClient(edge.url);
  client.cookie = seeded.cookie;
  const session = await client.createSession();
  const html =
    "<img src=/x onerror=\"document.title='taken'\"><script>document.title='taken'</script><b>bold</b>";
  const content = { ...conceptContent(html), logline: html, tone: html };
  const saved = await client.command(session, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content,
  });
  expect(saved.status).toBe(200);
  const { page, violations } = await openPage();
  await page.goto(`${edge.url}/sessions/${session}`);
  await page.getByText("<b>bold</b>").first().waitFor();
  expect(await page.locator("main img, main script, main b").count()).toBe(0);
  expect(await page.title()).not.toBe("taken");
  expect(violations).toEqual([]);
  await page.context().close();
});

test("a writer's own text is brought in on a new book's page, its map corrected, and placed into a stage", async () => {
  const client = new ApiClient(edge.url);
  client.cookie = seeded.cookie;
  const session = await client.createSession();
  const { page, violations } = await openPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${edge.url}/sessions/${session}`);
  await page.getByRole("button", { name: "Bring text you have" }).click();
  const text = "# Low Water\n\nA valley.\n\n## Logline\n\nA lamp.\n\n## Rain\n\nNine days.\n";
  await page.getByRole("textbox", { name: "Or paste text here" }).fill(text);
  await page.getByRole("button", { name: "Bring it in" }).click();
  const places = page.locator(".material-map select");
  await expect.poll(() => places.count()).toBe(3);
  // A keyboard's writer goes on at what was brought.
  expect(await page.locator(":focus").textContent()).toContain("Pasted text.md");
  await page.getByLabel("Where “Rain” goes").selectOption("Story");
  await page.getByRole("button", { name: "Read: Rain" }).click();
  expect(await page.locator(".material-text").textContent()).toContain("Nine days.");
  await page.evaluate(
    await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
  );
  const found = await page.evaluate(
    "axe.run('.panel').then(({ violations }) => violations.map(({ id }) => id))",
  );
  expect([found, violations]).toEqual([[], []]);
  const sent = page.waitForResponse((response) => response.url().endsWith("/commands"));
  await page.getByRole("button", { name: "Place in Story (1)" }).click();
  expect((await sent).status()).toBe(202);
  // The drawer gives way to the stage that is being written.
  await expect.poll(() => page.locator(".panel").count()).toBe(0);
  await page.locator(".strip, .generating").first().waitFor();
  await page.context().close();
});

const CHINESE_OUTLINE = "## 雨夜\n\n林晚在雨里站了很久，她不知道这是不是最后一次见到他。\n\n";
const ENGLISH_OUTLINE = "## Rain\n\nNine days of it, and the bell rings under the water.\n\n";

test.each([
  {
    locale: "zh-CN",
    outline: `# 世界\n\n${CHINESE_OUTLINE.repeat(2_400)}`,
    bring: "带来写好的文字",
    take: "带进来",
    place: /^放进世界/,
    confirm: /^确认并进入/,
    copy: /^复制写作包/,
    choose: "选择格式",
    download: "下载",
    next: "写下一部",
  },
  {
    locale: "en",
    outline: `# World\n\n${ENGLISH_OUTLINE.repeat(3_300)}`,
    bring: "Bring text you have",
    take: "Bring it in",
    place: /^Place in World/,
    confirm: /^Confirm/,
    copy: /^Copy the packet/,
    choose: "Choose a format",
    download: "Download",
    next: "Begin the next book",
  },
])(
  "in $locale an outline of 200 KB comes in and is placed, a stage is confirmed by hand, a packet and a DOCX go out, the next book begins",
  async ({ locale, outline, ...words }) => {
    const client = new ApiClient(edge.url);
    client.cookie = seeded.cookie;
    const session = await client.createSession();
    const { page, violations } = await openPage(locale);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const press = (name: string | RegExp) =>
      page
        .getByRole("button", { name, exact: typeof name === "string" })
        .first()
        .click();
    await page.goto(`${edge.url}/sessions/${session}`);
    await press(words.bring);
    const buffer = Buffer.from(outline);
    expect(buffer.byteLength).toBeGreaterThan(200_000);
    const file = { name: "outline.md", mimeType: "text/markdown", buffer };
    await page.locator(".material-bring input[type=file]").setInputFiles(file);
    await press(words.take);
    await page.locator(".material-map select").first().waitFor();
    const sent = page.waitForResponse((response) => response.url().endsWith("/commands"));
    await press(words.place);
    expect((await sent).status()).toBe(202);

    // Nothing writes here: the writer goes on by hand.
    await client.command(session, "CANCEL_GENERATION");
    const content = conceptContent(locale);
    await client.command(session, "SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
    await page.goto(`${edge.url}/sessions/${session}`);
    const confirmed = page.waitForResponse((response) => response.url().endsWith("/commands"));
    await press(words.confirm);
    // The next stage is asked for by the same press.
    expect((await confirmed).status()).toBe(202);

    await page.goto(`${edge.url}/novels/${seeded.novels[0] ?? ""}`);
    await press(words.copy);
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toMatch(/^# /);
    await press(words.choose);
    const download = page.waitForEvent("download");
    await press(words.download);
    expect((await download).suggestedFilename()).toMatch(/\.docx$/);
    await press(words.next);
    await page.waitForURL(/\/sessions\//);
    await page.locator("main").first().waitFor();
    expect(violations).toEqual([]);
    await page.context().close();
  },
);

test("below a path of its host every page finds its scripts, its state and its stream", async () => {
  const { page, violations } = await openPage();
  const [name = "", value = ""] = seeded.cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: `${below.url}/studio/` }]);
  const lost: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) lost.push(`${response.status()} ${response.url()}`);
  });
  const [session = ""] = seeded.sessions;
  await page.goto(`${below.url}/studio/sessions/${session}`);
  // Said only while the stream stands, which the shared worker holds.
  await expect.poll(() => page.locator("body").innerText()).toMatch(/已保存|Saved/);
  await page.locator(".top-bar a.back").click();
  await page.locator("main").first().waitFor();
  expect(new URL(page.url()).pathname).toBe("/studio/");
  expect([lost, violations]).toEqual([[], []]);
});
