/** A writer changes their mind: a confirmed stage is opened again, what is stale is kept, presses are undone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirm, type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const WORDS = {
  en: {
    change: "Change this",
    touches: /have to be looked at again: \S.+, \S.+\./,
    open: "Open it again",
    keep: "Keep as it is",
    undo: "Undo keeping a stage",
    redo: "Redo keeping a stage",
  },
  "zh-CN": {
    change: "改这里",
    touches: /重新打开后，故事构思、世界观需要再看一遍/,
    open: "重新打开",
    keep: "保留原样",
    undo: "撤销：保留原样",
    redo: "重做：保留原样",
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "in %s: what becomes stale is said before, then kept; the press is undone and redone",
  async (language) => {
    const text = WORDS[language];
    await using screen = await screens.studio({ language, stage: "CHARACTERS" });
    const { page, session } = screen;
    const step = (index: number) => page.locator(".step-button").nth(index);
    const status = () => session.state().stages.WORLDVIEW.status;
    await step(0).click();
    await page.getByRole("button", { name: text.change }).click();
    await page.getByText(text.touches).waitFor();
    expect(session.state().stages.CONCEPT_SELECTION.status).toBe("CONFIRMED");
    await page.getByRole("button", { name: text.open }).click();
    await expect.poll(() => session.state().current_stage).toBe("CONCEPT_SELECTION");
    expect(status()).toBe("STALE");
    await step(2).click();
    await page.getByRole("button", { name: text.keep, exact: true }).click();
    await expect.poll(status).toBe("CONFIRMED");
    await page.getByRole("button", { name: text.undo }).click();
    await expect.poll(status).toBe("STALE");
    await page.getByRole("button", { name: text.redo }).click();
    await expect.poll(status).toBe("CONFIRMED");
    expect(screen.complaints).toEqual([]);
  },
);

const BRANCH_WORDS = {
  en: {
    history: "History",
    panel: "Changes and history",
    whatIf: /^What if, here/,
    name: "The branch's name",
    make: "Branch here",
    open: "Branches",
    compare: /^Compare with/,
    use: /^Use theirs/,
  },
  "zh-CN": {
    history: "历史",
    panel: "改动与历史",
    whatIf: /^如果从这里/,
    name: "分支的名字",
    make: "另开一支",
    open: "分支",
    compare: /^对比《/,
    use: /^用那一支的/,
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "in %s: another way from a line of the history, and the two side by side",
  async (language) => {
    const text = BRANCH_WORDS[language];
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const first = session.state().session_id;
    await page.getByRole("tab", { name: text.history }).click();
    await page.getByRole("button", { name: text.whatIf }).first().click();
    await page.getByLabel(text.name).fill("Other");
    await page.getByRole("button", { name: text.make }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(first));
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const other = screens.server.session(id);
    expect(other?.state()).toMatchObject({ title: "Other", branch_of: { session_id: first } });

    session.accept({
      command_type: "SAVE_CANDIDATE",
      payload: {
        stage: "STORY_CONCEPTION",
        content: {
          ...session.state().stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0]?.content,
          premise: "Another premise.",
        },
      },
    });
    await page.getByRole("button", { name: text.open, exact: true }).click();
    await page.getByRole("button", { name: text.compare }).first().click();
    await page.locator(".compare ins").first().waitFor();
    await page.getByRole("button", { name: text.use }).first().click();
    await expect
      .poll(() => other?.state().stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0]?.content)
      .toMatchObject({ premise: "Another premise." });
    expect(screen.complaints).toEqual([]);
  },
);

const LOG_WORDS = {
  en: {
    history: "History",
    take: "Take the log away",
    bring: "Bring a log",
    file: "Log file",
    refused: /line 7 is not as it was written/,
  },
  "zh-CN": {
    history: "历史",
    take: "带走日志",
    bring: "带一份日志进来",
    file: "日志文件",
    refused: /第 7 行不是写下时的样子/,
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "in %s: a log is taken away from the history and brought under the shelf; a line that is wrong is named",
  async (language) => {
    const text = LOG_WORDS[language];
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const { session_id } = session.state();
    await page.getByRole("tab", { name: text.history }).click();
    const link = page.getByRole("link", { name: text.take });
    expect(await link.getAttribute("href")).toBe(`/api/v1/genesis/sessions/${session_id}/log`);
    const answers = [
      {
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({
          status: 422,
          code: "VALIDATION_FAILED",
          issues: [{ path: "/lines/7", message: "line 7 was changed" }],
        }),
      },
      { status: 201, contentType: "application/json", body: JSON.stringify(session.state()) },
    ];
    await page.route("**/sessions/import", (route) => route.fulfill(answers.shift() ?? {}));
    await page.goto(screens.server.url);
    await page.getByRole("button", { name: text.bring }).click();
    const file = { name: "book.jsonl", mimeType: "application/jsonl", buffer: Buffer.from("{}") };
    await page.getByLabel(text.file).setInputFiles(file);
    await page.getByText(text.refused).waitFor();
    await page.getByLabel(text.file).setInputFiles({ ...file, name: "again.jsonl" });
    await page.waitForURL((url) => url.pathname === `/sessions/${session_id}`);
    expect(screen.complaints).toEqual([]);
  },
);

test.each(["en", "zh-CN"] as const)(
  "in %s: a name is changed everywhere, and a stale stage is redone with the change",
  async (language) => {
    const isEnglish = language === "en";
    await using screen = await screens.studio({ language, stage: "CHARACTERS" });
    const { page, session } = screen;
    const name = String(session.state().stages.STORY_CONCEPTION.accepted?.content["title"]);
    await page.getByRole("tab", { name: isEnglish ? "Your words" : "你的话" }).click();
    await page.getByLabel(isEnglish ? "The name now" : "现在的名字").fill(name);
    await page.getByLabel(isEnglish ? "The new name" : "新名字").fill("Zephyr");
    await page.locator(".mentions li").first().waitFor();
    await page.getByRole("button", { name: isEnglish ? /^Change all/ : /^全部改掉/ }).click();
    await expect
      .poll(() => session.state().stages.STORY_CONCEPTION.accepted?.content["title"])
      .toBe("Zephyr");

    session.accept({ command_type: "REOPEN_STAGE", payload: { stage: "CONCEPT_SELECTION" } });
    const [concept] = session.state().stages.CONCEPT_SELECTION.proposals.at(-1)?.candidates ?? [];
    session.accept({
      command_type: "SAVE_CANDIDATE",
      payload: {
        stage: "CONCEPT_SELECTION",
        content: { ...concept?.content, logline: "Quite another logline." },
      },
    });
    confirm(session);
    await page
      .getByRole("button", { name: isEnglish ? "Redo with the change" : "按改动重做" })
      .click();
    const box = page.locator("#feedback-box");
    await expect.poll(() => box.inputValue()).toContain("Quite another logline.");
    await page.locator(".stale-changes ins").first().waitFor();
    // Nothing is sent until the writer does.
    expect(session.state().is_pending).toBe(false);
    expect(screen.complaints).toEqual([]);
  },
);

const DEVICE_WORDS = {
  en: {
    phone: /on your phone \(Chrome · Android\), editing Story/,
    theirs: "It reads now:",
    both: "Put both together",
    take: "Take that, leave mine",
  },
  "zh-CN": {
    phone: /手机（Chrome · Android）上也开着这本书，正在改故事构思/,
    theirs: "现在是：",
    both: "两段都留下",
    take: "用这段，放下我的",
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "in %s: another device has the book open; both edit one field, both texts are shown and neither is lost",
  async (language) => {
    const text = DEVICE_WORDS[language];
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page: laptop, session } = screen;
    const context = await screens.browser.newContext({
      locale: language,
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      userAgent: "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36",
    });
    const phone = await context.newPage();
    const premise = () =>
      session.state().stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0]?.content["premise"];
    const boxOn = (page: typeof phone) => page.locator(".key-premise textarea");
    const edit = async (page: typeof phone, words: string) => {
      await page.locator(".key-premise .book").click();
      await boxOn(page).fill(words);
    };
    const heard = phone.waitForResponse((answer) => {
      const { is_editing } = JSON.parse(answer.request().postData() ?? "{}");
      return answer.url().endsWith("/presence") && is_editing === true;
    });
    await phone.goto(laptop.url());
    await edit(phone, "海上 from the phone.");
    await heard;
    await edit(laptop, "From the laptop.");
    await laptop.getByText(text.phone).waitFor();

    await boxOn(phone).press("Control+Enter");
    await expect.poll(premise).toBe("海上 from the phone.");
    await laptop.getByText(text.theirs).waitFor();
    await laptop
      .locator(".key-premise .notice .book", { hasText: "海上 from the phone." })
      .waitFor();
    expect(await boxOn(laptop).inputValue()).toBe("From the laptop.");
    await laptop.getByRole("button", { name: text.both }).click();
    const both = "海上 from the phone.\nFrom the laptop.";
    expect(await boxOn(laptop).inputValue()).toBe(both);

    // The phone saves once more while the laptop's press is on its way: it is refused, and shown.
    const save = (words: string) => {
      const { proposals } = session.state().stages.STORY_CONCEPTION;
      const content = { ...proposals.at(-1)?.candidates[0]?.content, premise: words };
      session.accept({
        command_type: "SAVE_CANDIDATE",
        payload: { stage: "STORY_CONCEPTION", content },
      });
    };
    const refused = laptop.waitForResponse((answer) => answer.status() === 409);
    await laptop.route(
      "**/commands",
      (route) => {
        save("Third.");
        return route.continue();
      },
      { times: 1 },
    );
    await boxOn(laptop).press("Control+Enter");
    await refused;
    await laptop.locator(".key-premise .notice .book", { hasText: "Third." }).waitFor();
    expect([premise(), await boxOn(laptop).inputValue()]).toEqual(["Third.", both]);
    await laptop.getByRole("button", { name: text.both }).click();
    await boxOn(laptop).press("Control+Enter");
    await expect.poll(premise).toBe(`Third.\n${both}`);

    // Theirs alone, where the writer says so; and who has gone is gone.
    await edit(laptop, "Mine, given up.");
    save("Fourth.");
    await laptop.getByRole("button", { name: text.take }).click();
    await laptop.locator(".key-premise .book", { hasText: "Fourth." }).waitFor();
    expect(premise()).toBe("Fourth.");
    await phone.close({ runBeforeUnload: true });
    await laptop.locator(".key-premise .book").click();
    await laptop.getByText(text.phone).waitFor({ state: "detached" });
    await context.close();
    expect(screen.complaints).toEqual([]);
  },
);
