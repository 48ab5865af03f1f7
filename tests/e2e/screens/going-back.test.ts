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

test("whoever looks elsewhere while a stage is being opened again stays there", async () => {
  const text = WORDS.en;
  const answered = Promise.withResolvers<void>();
  await using screen = await screens.studio({
    stage: "CHARACTERS",
    before: (page) =>
      page.route("**/commands", async (route) => {
        await answered.promise;
        await route.continue();
      }),
  });
  const { page, session } = screen;
  const step = (index: number) => page.locator(".step-button").nth(index);
  await step(0).click();
  await page.getByRole("button", { name: text.change }).click();
  await page.getByRole("button", { name: text.open }).click();
  await step(2).click();
  answered.resolve();
  await page.getByRole("button", { name: text.keep, exact: true }).click();
  await expect.poll(() => session.state().stages.WORLDVIEW.status).toBe("CONFIRMED");
  expect(page.url()).toContain("stage=WORLDVIEW");
});

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
    // One press takes all of it back, and one more has it again.
    await page
      .getByRole("button", { name: isEnglish ? "Undo the new name" : "撤销：全书改名" })
      .click();
    await expect.poll(() => JSON.stringify(session.state().stages)).not.toContain("Zephyr");
    await page
      .getByRole("button", { name: isEnglish ? "Redo the new name" : "重做：全书改名" })
      .click();
    await expect.poll(() => JSON.stringify(session.state().stages)).toContain("Zephyr");

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
