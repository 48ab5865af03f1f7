/** Accounts in a browser: a second device, a recovery phrase, and signing in and out at a real provider. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { buildUi } from "../../../local/studio/ui-build.ts";
import { launchChromium } from "../../provision/chromium.ts";
import { type EdgeProcess, type EdgeRuntime, startEdge } from "../../provision/edge.ts";
import { type TestProvider, startOidcProvider } from "../../provision/oidc.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let browser: Browser;
let database: TestDatabase;

beforeAll(async () => {
  await buildUi();
  [browser, database] = await Promise.all([launchChromium(), createDatabase()]);
});
afterAll(async () => {
  await browser.close();
  await database.drop();
});

async function device(width: number, locale = "en-US"): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 800 }, locale });
}

/** A book of this browser's, confirmed in its first stage where `isConfirmed`. */
async function book(page: Page, title: string, isConfirmed = false): Promise<void> {
  await page.evaluate(
    async ({ base, content, confirm }) => {
      const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
        const answer = await fetch(base + path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        const value: unknown = await answer.json();
        return typeof value === "object" && value !== null ? { ...value } : {};
      };
      const created = await post("/sessions", { language: "en", title: content.title });
      const commands = `/sessions/${String(created["session_id"])}/commands`;
      const stage = "CONCEPT_SELECTION";
      const payload = { stage, content };
      const saved = await post(commands, { command_type: "SAVE_CANDIDATE", payload });
      if (confirm) {
        await post(commands, { command_type: "CONFIRM_STAGE", payload: saved["result"] });
      }
    },
    { base: API_BASE, content: conceptContent(title), confirm: isConfirmed },
  );
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const titles = (page: Page) => page.locator(".book-card-title").allTextContents();

describe("a local account", () => {
  let edge: StartedEdge;

  beforeAll(async () => {
    edge = await startTestEdge(database.url);
  });
  afterAll(() => edge.stop());

  test("goes to another device by a code, and to a new browser by its phrase", async () => {
    const [laptop, phone, fresh] = [
      await device(1440),
      await device(360),
      await device(1440, "zh-CN"),
    ];
    const page = await laptop.newPage();
    await page.goto(edge.url);
    await book(page, "Begun");
    await page.reload();
    await page.getByText("Have a code or a recovery phrase?").waitFor();
    // Nothing is asked of a writer who has nothing to lose yet.
    expect(await page.getByText("Keep your books beyond this browser").count()).toBe(0);
    await book(page, "Kept", true);
    await page.reload();
    await page.getByText("Keep your books beyond this browser").waitFor();
    await press(page, "Show a one-time code");
    await page.getByRole("img", { name: "QR code" }).waitFor();
    const code = (await page.locator(".code").textContent())?.trim() ?? "";

    const small = await phone.newPage();
    await small.goto(edge.url);
    await book(small, "From the phone");
    await small.goto(`${edge.url}/join#${code}`);
    await small.getByText("This browser has 1 book already").waitFor();
    expect(small.url()).toBe(`${edge.url}/join`);
    expect(await small.getByRole("textbox").inputValue()).toBe(code);
    await press(small, "Bring it here");
    await small.getByText("1 book came along").waitFor();
    await small.getByRole("link", { name: "To the shelf" }).click();
    await expect.poll(async () => (await titles(small)).length).toBe(3);

    await press(page, "Show a recovery phrase");
    const shown = page.getByRole("list", { name: "Recovery phrase" }).locator("li");
    await expect.poll(() => shown.count()).toBe(12);
    const phrase = await shown.allTextContents();
    await press(page, "I have written it down");
    await page.getByText("A new one replaces it").waitFor();

    const restored = await fresh.newPage();
    await restored.goto(`${edge.url}/join`);
    await restored.getByRole("textbox").fill("AAAA-AAAA");
    await press(restored, "接过来");
    await restored.getByText("没有这个代码或短语").waitFor();
    await restored.getByRole("textbox").fill(phrase.join(" "));
    await press(restored, "接过来");
    await restored.getByRole("link", { name: "去书架" }).click();
    await expect.poll(async () => (await titles(restored)).length).toBe(3);

    // The laptop sees who has access, puts the phone out, and gives back what that brought.
    await page.reload();
    const browsers = page.getByRole("list", { name: "Browsers that open this shelf" });
    await expect.poll(() => browsers.getByRole("listitem").count()).toBe(3);
    await page.getByText("1 book came here with another browser").waitFor();
    await press(page, "Undo");
    await expect.poll(async () => (await titles(page)).sort()).toEqual(["Begun", "Kept"]);
    await expect.poll(() => browsers.getByRole("listitem").count()).toBe(2);
    await press(page, "Put it out");
    await expect.poll(() => browsers.count()).toBe(0);
    await small.goto(edge.url);
    await expect.poll(() => titles(small)).toEqual(["From the phone"]);
    await restored.goto(edge.url);
    expect(await titles(restored)).toEqual([]);
    for (const context of [laptop, phone, fresh]) await context.close();
  });

  test("is taken along, and deleted by a second press; a book is deleted and brought back by the keyboard", async () => {
    const context = await device(1440);
    const page = await context.newPage();
    await page.goto(edge.url);
    await book(page, "Going");
    await book(page, "Staying");
    await page.reload();
    await page.getByRole("button", { name: "Delete: Going" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => titles(page)).toEqual(["Staying"]);
    await page.getByText("“Going” is deleted.").waitFor();
    await expect.poll(() => page.locator(":focus").textContent()).toBe("Undo");
    await page.keyboard.press("Enter");
    await expect.poll(() => titles(page)).toEqual(["Staying", "Going"]);

    // A program gets a token, which is shown once, opens the shelf, and ends at a press.
    await press(page, "Programs and assistants");
    await page.getByLabel("What you call it").fill("My script");
    await press(page, "Make a token");
    const token = await page.getByLabel("Token · My script").inputValue();
    const asked = async () => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${edge.url}${API_BASE}/sessions`, { headers })).status;
    };
    expect(await asked()).toBe(200);
    await press(page, "I have put it away");
    await page.getByText("Tell an address what happens").click();
    await page.getByLabel("Address", { exact: true }).fill("https://hook.example/in");
    await press(page, "Add it");
    expect(await page.getByLabel("Signing secret").inputValue()).toMatch(/^whsec_/);
    await press(page, "I have put it away");
    await press(page, "End it: https://hook.example/in");
    await press(page, "End it: My script");
    await expect.poll(asked).toBe(401);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Take everything along" }).click();
    expect((await download).suggestedFilename()).toMatch(/^genesis-studio-[\d-]+\.zip$/);

    await press(page, "Delete the account");
    await page.getByText("You have no recovery phrase").waitFor();
    await press(page, "Keep it");
    expect(await titles(page)).toHaveLength(2);
    await press(page, "Delete the account");
    await press(page, "Delete all of it now");
    await page.getByText("No book here yet").waitFor();
    await context.close();
  });
});

describe.each<EdgeRuntime>(["node", "deno"])("at a provider, an edge on %s", (runtime) => {
  let provider: TestProvider;
  let edge: EdgeProcess;

  beforeAll(async () => {
    provider = await startOidcProvider();
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider.register(publicUrl);
    edge = await startEdge(runtime, {
      port,
      env: { DATABASE_URL: database.url, ...provider.environment(publicUrl) },
    });
  });
  afterAll(async () => {
    await edge.stop();
    await provider.stop();
  });

  test("a writer signs in on the way to a page, finds the books, and signs out everywhere", async () => {
    const context = await device(1440);
    const page = await context.newPage();
    const writer = `ursula-${runtime}`;
    const signIn = async () => {
      await page.getByPlaceholder("Enter any login").fill(writer);
      await page.getByPlaceholder("and password").fill("any");
      await page.getByRole("button", { name: "Sign-in" }).click();
      await page.getByRole("button", { name: "Continue" }).click();
    };
    await page.goto(`${edge.url}/?from=bookmark`);
    expect(new URL(page.url()).origin).toBe(provider.issuer);
    await signIn();
    await page.getByText(`Signed in as ${writer} the writer`).waitFor();
    expect(page.url()).toBe(`${edge.url}/?from=bookmark`);
    await book(page, "Hers");
    await page.reload();
    await expect.poll(() => titles(page)).toEqual(["Hers"]);

    await press(page, "Sign out on every device");
    // The provider asks whether its own session ends too.
    await page.getByRole("button", { name: "Yes, sign me out" }).click();
    await page.getByText("You are signed out").waitFor();
    expect(page.url().startsWith(`${edge.url}/signed-out`)).toBe(true);
    const status = await page.evaluate(
      async (base) => (await fetch(`${base}/sessions`)).status,
      API_BASE,
    );
    expect(status).toBe(401);

    await page.getByRole("link", { name: "Sign in" }).click();
    await signIn();
    await expect.poll(() => titles(page)).toEqual(["Hers"]);
    await context.close();
  });
});
