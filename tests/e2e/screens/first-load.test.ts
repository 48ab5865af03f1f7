/** What a first look costs: script by the byte, one language's words, nothing that waits its turn. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advance, type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const SAYS = {
  en: { dashboard: "I have an idea", studio: "What should change?" },
  "zh-CN": { dashboard: "我有一个想法", studio: "哪里要改？" },
} as const;

/** KiB of script after gzip, as `initial_js_gzip_kib` counts it: all that comes without a press. */
async function scriptsOf(
  path: string,
  language: "en" | "zh-CN",
  shown: (page: Page) => Promise<unknown>,
) {
  const scripts = new Map<string, Promise<Buffer>>();
  const page = await screens.open(path, {
    language,
    async before(fresh) {
      fresh.on("response", (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith(".js")) scripts.set(pathname, response.body());
      });
    },
  });
  await shown(page);
  await page.waitForLoadState("load");
  // As browsers make one where something is laid out under a pointer that stands still: no use of the page.
  await page.evaluate("document.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))");
  await page.evaluate("new Promise((done) => requestIdleCallback(done))");
  const bodies = await Promise.all(scripts.values());
  await page.context().close();
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).byteLength, 0);
  const names = [...scripts.keys()].map((name) => name.replace(/^\/assets\/|-[\w-]{8}\.js$/g, ""));
  return { kib: bytes / 1024, text: Buffer.concat(bodies).toString(), names };
}

describe.each(["en", "zh-CN"] as const)("%s", (language) => {
  const other = language === "en" ? "zh-CN" : "en";

  test("the dashboard: at most 30 KiB of script, in one language", async () => {
    const { kib, text, names } = await scriptsOf("/", language, (page) =>
      page.getByRole("heading", { name: SAYS[language].dashboard }).waitFor(),
    );
    expect([names, kib]).toEqual([names, expect.toSatisfy((size) => size <= 30)]);
    expect(text).toContain(SAYS[language].dashboard);
    expect(text).not.toContain(SAYS[other].dashboard);
  });

  test("the studio: at most 50 KiB of script, in one language", async () => {
    const session = screens.server.begin(language);
    advance(session, "STORY_CONCEPTION");
    const path = `/sessions/${session.state().session_id}`;
    const { kib, text, names } = await scriptsOf(path, language, (page) =>
      page.locator("#feedback-box").waitFor(),
    );
    expect([names, kib]).toEqual([names, expect.toSatisfy((size) => size <= 50)]);
    expect(text).toContain(SAYS[language].studio);
    for (const word of Object.values(SAYS[other])) expect(text).not.toContain(word);
  });
});

test("every text that never changes stands beside its compressed forms, and they are the same text", async () => {
  const assets = join(screens.built, "assets");
  const names = await readdir(assets);
  const texts = names.filter((name) => /\.(?:js|css)$/.test(name));
  expect(texts.length).toBeGreaterThan(10);
  for (const name of texts) {
    const plain = await readFile(join(assets, name));
    if (plain.byteLength < 1_024) continue;
    const [br, gz] = await Promise.all(
      [".br", ".gz"].map((ending) => readFile(join(assets, name + ending))),
    );
    if (!br || !gz) throw new Error(name);
    expect(brotliDecompressSync(br).equals(plain)).toBe(true);
    expect(gunzipSync(gz).equals(plain)).toBe(true);
  }
});

test("the page names what its start needs, so that nothing of it waits its turn", async () => {
  const html = await readFile(join(screens.built, "index.html"), "utf8");
  expect(html).toMatch(/<link rel="modulepreload"[^>]* href="\/assets\/start-/);
});

test("what asks for the rest waits for none of it", async () => {
  const html = await readFile(join(screens.built, "index.html"), "utf8");
  const entry = /<script[^>]* src="\/assets\/([^"]+)"/.exec(html)?.[1];
  if (entry === undefined) throw new Error("no entry");
  const found = new Set([entry]);
  // A set goes on with what is added to it meanwhile.
  for (const name of found) {
    const script = await readFile(join(screens.built, "assets", name), "utf8");
    for (const [, next] of script.matchAll(/(?:from|^import|;import)"\.\/([^"]+)"/g))
      if (next !== undefined) found.add(next);
  }
  const names = [...found].map((name) => name.replace(/-[\w-]{8}\.js$/, ""));
  expect(names).toEqual(["main", "first"]);
});

test("while concepts are written, the code of their cards comes, though nobody presses", async () => {
  const session = screens.server.begin("en");
  session.accept({ command_type: "REQUEST_INSPIRATION", payload: {} });
  const asked: string[] = [];
  const page = await screens.open(`/sessions/${session.state().session_id}`, {
    async before(fresh) {
      fresh.on("requestfinished", (request) => asked.push(request.url()));
    },
  });
  await page.locator(".live-card").first().waitFor();
  await expect.poll(() => asked.some((url) => url.includes("/concept-cards-"))).toBe(true);
  expect(session.state().is_pending).toBe(true);
  await page.context().close();
});
