/** A book's past: where a field came from, the book as it was, its editions, its cost. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pastEn } from "../../../ui/i18n/past.en.ts";
import { pastZhCN } from "../../../ui/i18n/past.zh-CN.ts";
import { saveStory as save } from "./save-story.ts";
import { confirm, type Screens, startScreens, writeAll } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const PAST = { en: pastEn, "zh-CN": pastZhCN };
const LANGUAGES = ["en", "zh-CN"] as const;

test.each(LANGUAGES)(
  "in %s: a field says where it came from: what was asked, what wrote it and for how much, what a hand changed",
  async (language) => {
    const text = PAST[language].from;
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const feedback = language === "en" ? "colder" : "再冷一些";
    const [round] = session.state().stages.STORY_CONCEPTION.proposals;
    session.accept({
      command_type: "REVISE_PROPOSAL",
      payload: {
        proposal_id: round?.proposal_id ?? "",
        candidate_id: round?.candidates[0]?.candidate_id ?? "",
        feedback,
      },
    });
    writeAll(session);
    session.change((state) => ({
      ...state,
      stages: {
        ...state.stages,
        STORY_CONCEPTION: {
          ...state.stages.STORY_CONCEPTION,
          proposals: state.stages.STORY_CONCEPTION.proposals.map((proposal, at) =>
            at === 0
              ? proposal
              : {
                  ...proposal,
                  origin: {
                    ...proposal.origin,
                    kind: "ai" as const,
                    model: "qwen3-32b",
                    prompt_version: "story.1",
                    cost_usd: 0.02,
                  },
                },
          ),
        },
      },
    }));
    save(session, { premise: "By my own hand." });
    await page.reload();
    // Where the writer is, the box beside the document offers it.
    await page.locator(".key-premise .book").click();
    const ask = page.getByRole("button", { name: text.ask });
    // In one line, however long what stands beside it.
    expect((await ask.boundingBox())?.height).toBeLessThan(50);
    await ask.click();
    const rounds = page.locator(".from-rounds li");
    await expect.poll(() => rounds.count()).toBe(3);
    // It stands under the history, and comes into view.
    const seen = async (what: string) =>
      (await page.locator(what).boundingBox()) ?? { y: -1, height: 0 };
    const panel = await seen("#panel-body");
    const { y } = await seen("#where-from");
    expect(y).toBeGreaterThanOrEqual(panel.y);
    expect(y).toBeLessThan(panel.y + panel.height / 2);
    const [hand, revised, first] = await rounds.allInnerTexts();
    expect(hand).toContain(text.hand);
    expect(revised).toContain(text.acts.REVISE_PROPOSAL);
    expect(revised).toContain(text.said(feedback));
    for (const fact of ["qwen3-32b", text.prompt("story.1"), "$0.02", text.carried]) {
      expect(revised).toContain(fact);
    }
    expect(first).not.toContain("$");
    // Any other field, and an item of a list, are asked about from the list.
    const field = page.getByRole("combobox", { name: text.field });
    await field.selectOption("/why");
    await expect.poll(async () => (await rounds.allInnerTexts())[0]).toContain(text.carried);
    await expect.poll(() => field.locator("option").count()).toBeGreaterThan(12);
    confirm(session);
    await page.getByRole("button", { name: language === "en" ? /^Story/ : /^故事构思/ }).click();
    await field.selectOption("/premise");
    await expect
      .poll(async () => (await rounds.allInnerTexts())[0])
      .toMatch(language === "en" ? /You confirmed it on/ : /你在 .+ 确认/);
    expect(screen.complaints).toEqual([]);
  },
);

test.each(LANGUAGES)(
  "in %s: the book as it was at a step of its history; a field, a stage and the whole are put back",
  async (language) => {
    const text = PAST[language];
    const isEnglish = language === "en";
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const story = () => session.state().stages.STORY_CONCEPTION;
    const standing = () =>
      story().proposals.find(({ proposal_id }) => proposal_id === story().working?.proposal_id)
        ?.candidates[0]?.content;
    const was = standing()?.["premise"];
    const { version } = session.state();
    save(session, { premise: "Quite another premise.", logline: "Quite another logline." });
    await page.getByRole("tab", { name: isEnglish ? "History" : "历史" }).click();
    // By day, in sentences.
    await page.locator(".history-day", { hasText: isEnglish ? "today" : "今天" }).waitFor();
    await page
      .getByText(isEnglish ? /^You confirmed concept/ : /^你确认了立意选择/)
      .first()
      .waitFor();
    const look = () => page.getByRole("button", { name: text.lookName(version) }).click();
    await look();
    const past = page.locator(".past");
    await past
      .locator("ins", { hasText: String(was).slice(0, 4) })
      .first()
      .waitFor();
    expect(story().proposal_count).toBe(2);
    await past.getByRole("button", { name: text.whole, exact: true }).click();
    await past.getByText(String(was)).first().waitFor();
    await past.getByText(text.nothing).first().waitFor();
    await past.getByRole("button", { name: text.differs }).click();

    // One field, as a new round.
    const label = isEnglish ? "Premise" : "前提";
    await past.getByRole("button", { name: text.putBackName(label) }).click();
    await expect.poll(() => standing()?.["premise"]).toBe(was);
    expect(standing()?.["logline"]).toBe("Quite another logline.");
    // The stage, as the round that it was.
    await past
      .getByRole("button", { name: text.putBackStage(isEnglish ? "Story" : "故事构思") })
      .click();
    await expect.poll(() => standing()?.["logline"]).not.toBe("Quite another logline.");

    // The whole, once it is confirmed: opened again, nothing accepted by itself.
    save(session, { premise: "A third premise." });
    confirm(session);
    await page.reload();
    await page.getByRole("tab", { name: isEnglish ? "History" : "历史" }).click();
    await look();
    await past.getByText(text.reopens(isEnglish ? "Story" : "故事构思")).waitFor();
    await past.getByRole("button", { name: text.restore, exact: true }).click();
    await expect.poll(() => standing()?.["premise"]).toBe(was);
    expect([story().status, story().accepted]).toEqual(["DRAFT", null]);
    await page.locator(".key-premise .book", { hasText: String(was).slice(0, 12) }).waitFor();
    expect(screen.complaints).toEqual([]);
  },
);

test.each(LANGUAGES)(
  "in %s: a finished book is opened again, with what is used where said before, and finished as its second edition; the first stays readable",
  async (language) => {
    const text = PAST[language];
    const isEnglish = language === "en";
    await using screen = await screens.studio({ language, stage: "PLOT_OUTLINE" });
    const { page, session } = screen;
    const finish = isEnglish ? "Finish" : "完成创世";
    const edition = (number: number) => (isEnglish ? `Edition ${number}` : `第 ${number} 版`);
    confirm(session);
    await page.getByRole("button", { name: finish }).click();
    await page.waitForURL(/novels/);
    await page.locator(".novel-imprint", { hasText: edition(1) }).waitFor();
    const first = await page.locator("h2.novel-title").innerText();
    expect(await page.locator(".novel-editions").count()).toBe(0);

    await page.goto(`${screens.server.url}/sessions/${session.state().session_id}?stage=WORLDVIEW`);
    await page.getByRole("button", { name: isEnglish ? "Change this" : "改这里" }).click();
    const uses = page.locator(".uses li");
    await uses.first().waitFor();
    expect((await uses.allInnerTexts()).join("\n")).toContain(
      text.uses(isEnglish ? "Characters" : "角色"),
    );
    await page.getByText(isEnglish ? /this edition stays readable/ : /这一版仍可阅读/).waitFor();
    await page.getByRole("button", { name: isEnglish ? "Open it again" : "重新打开" }).click();
    await expect.poll(() => session.state().status).toBe("ACTIVE");
    session.accept({ command_type: "RENAME_SESSION", payload: { title: "Second" } });
    while (session.state().stages.PLOT_OUTLINE.status !== "CONFIRMED") confirm(session);
    // Not a reload: whether the address still names the stage that was opened again is open.
    await page.goto(`${screens.server.url}/sessions/${session.state().session_id}`);
    await page.getByRole("button", { name: finish }).click();
    await page.locator(".novel-imprint", { hasText: edition(2) }).waitFor();
    expect(await page.locator("h2.novel-title").innerText()).toBe("Second");
    await page.getByRole("link", { name: edition(1), exact: true }).click();
    await expect.poll(() => page.locator("h2.novel-title").innerText()).toBe(first);
    await page.locator(".novel-editions .notice").waitFor();
    await page.locator(".novel-editions a").first().click();
    await expect.poll(() => page.locator("h2.novel-title").innerText()).toBe("Second");

    // And from the history, while the third is being written.
    await page.goto(`${screens.server.url}/sessions/${session.state().session_id}`);
    await page.getByRole("tab", { name: isEnglish ? "History" : "历史" }).click();
    expect(
      await page.getByRole("link", { name: text.edition(1), exact: true }).getAttribute("href"),
    ).toBe(`/novels/${session.state().novel_id}?edition=1`);
    expect(screen.complaints).toEqual([]);
  },
);

test.each(LANGUAGES)(
  "in %s: a book is written again on another model, and both are compared with what they cost",
  async (language) => {
    const isEnglish = language === "en";
    const text = PAST[language];
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    session.change((state) => ({
      ...state,
      generator: { kind: "model", model: "first", host: "localhost", concurrency: 1 },
      usage: { input_tokens: 900, output_tokens: 100, cost_usd: 0.25 },
    }));
    await page.reload();
    await page.getByRole("tab", { name: isEnglish ? "History" : "历史" }).click();
    await page
      .getByRole("button", { name: isEnglish ? /^What if, here/ : /^如果从这里/ })
      .last()
      .click();
    const model = isEnglish ? /on another model/ : /用另一个模型再跑一遍/;
    await page.getByLabel(model).fill("second");
    await page.getByRole("button", { name: isEnglish ? "Branch here" : "另开一支" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(session.state().session_id));
    const asked = screens.server.posts.findLast(({ path }) => path.endsWith("/branches"));
    expect(asked?.body).toMatchObject({ replay_with: "second" });
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    screens.server.session(id)?.change((state) => ({
      ...state,
      replay: { model: "second", status: "DONE", done: 2, total: 2 },
      usage: { input_tokens: 400, output_tokens: 60, cost_usd: 0.04 },
    }));
    await page.goto(`${screens.server.url}/sessions/${session.state().session_id}?branches=now`);
    await page.locator(".branch", { hasText: "second" }).waitFor();
    await page.getByRole("button", { name: isEnglish ? /^Compare with/ : /^对比《/ }).click();
    const [mine, theirs] = isEnglish ? ["This book", "That branch"] : ["这一本", "那一支"];
    await page.getByText(text.costs(mine, "$0.25", "1,000")).waitFor();
    await page.getByText(text.costs(`${theirs} · second`, "$0.04", "460")).waitFor();
    expect(screen.complaints).toEqual([]);
  },
);
