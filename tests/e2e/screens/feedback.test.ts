/** Feedback travels with the writer: what should change, and what became of it, are where they are. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handOn } from "./hand.ts";
import { revise as askFor } from "../../../ui/gallery/making.ts";
import { type Screens, startScreens, writeAll } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const placeOf = async (field: Locator) => (await field.boundingBox())?.y ?? Number.NaN;
const revise = (page: Page) => page.getByRole("button", { name: /^Revise/ }).first();

describe("one field by AI", () => {
  test.each([
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
    { width: 1024, height: 768 },
    { width: 360, height: 740 },
  ])("$width×$height: at most three presses, and no scrolling", async (size) => {
    await using screen = await screens.studio({ ...size, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const field = page.locator(".key-structure, .key-voice").first();
    await field.scrollIntoViewIfNeeded();
    await field.hover();
    const at = await placeOf(field);
    const hand = handOn(page);
    await hand.press(field.getByRole("button", { name: /^Change only/ }).first());
    await hand.type(page.getByRole("textbox", { name: "What should change?" }), "colder");
    await hand.press(revise(page));
    await page.locator(".strip").waitFor();
    const { presses, scrolls } = hand.counted();
    expect(presses).toBeLessThanOrEqual(3);
    expect(scrolls).toBe(0);
    // What is read stays where it is: as the round begins, while its text arrives, at its end.
    expect(await placeOf(field)).toBe(at);
    session.write(400);
    await expect.poll(() => page.locator(".writing-texts").innerText()).not.toBe("");
    expect(await placeOf(field)).toBe(at);
    expect(screen.sent()).toMatchObject([
      { command_type: "REVISE_PROPOSAL", payload: { only: [expect.stringMatching(/^\//)] } },
    ]);
    // What became of it is said in the same place, whatever the page is scrolled to.
    writeAll(session);
    const receipt = page.locator(".dock-receipt");
    await receipt.waitFor();
    expect(await placeOf(field)).toBe(at);
    expect(await receipt.innerText()).toContain("You asked: colder");
    const place = await receipt.boundingBox();
    expect(place?.y).toBeGreaterThan(0);
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(size.height);
    await receipt.getByRole("button", { name: "Next change" }).click();
    await expect.poll(() => page.locator(":focus").getAttribute("data-field")).toBe("/why");
    expect(await page.locator(".field.changed .changed-mark").first().innerText()).toBe("changed");
    if (size.width >= 1_280) {
      // The old words, then the new ones: not word by word between one another.
      expect(await page.locator(".changes :is(del, ins)").allInnerTexts()).toHaveLength(2);
    }
    await receipt.getByRole("button", { name: "All right" }).click();
    await receipt.waitFor({ state: "detached" });
    expect(screen.complaints).toEqual([]);
  });
});

test("its scope follows the writer: this field, this item, everything; and the words it is about", async () => {
  await using screen = await screens.studio({ stage: "CHARACTERS" });
  const { page } = screen;
  const scope = page.getByRole("group", { name: "What it is about" });
  expect(await scope.count()).toBe(0);
  await page.locator("[data-field='/characters/1']").focus();
  await expect
    .poll(() => scope.getByRole("button").allInnerTexts())
    .toEqual(["Everything unlocked", "Character 2", "Characters"]);
  await page.evaluate(`(() => {
    const text = document.querySelector("[data-field='/characters/0'] .book").firstChild;
    getSelection().setBaseAndExtent(text, 0, text, 4);
  })()`);
  await scope.getByRole("button", { name: /^About/ }).click();
  const box = page.getByRole("textbox", { name: "What should change?" });
  await box.fill("another name");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => screen.sent()).toHaveLength(1);
  expect(screen.sent()).toMatchObject([
    {
      payload: {
        only: ["/characters/0"],
        feedback: expect.stringMatching(/^About “.{3,4}”: another name$/),
      },
    },
  ]);
});

test("Changes stand in the document's order: what was there, then what is there now", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  askFor(session, "colder");
  writeAll(session);
  session.change((state) => {
    const { STORY_CONCEPTION } = state.stages;
    const proposals = STORY_CONCEPTION.proposals.map((proposal, index, all) => ({
      ...proposal,
      candidates: proposal.candidates.map((candidate) =>
        index < all.length - 1
          ? candidate
          : {
              ...candidate,
              content: { ...candidate.content, title: "Slack Water", premise: "Nothing is owed." },
              changed: ["/why", "/premise", "/title"],
            },
      ),
    }));
    const stages = { ...state.stages, STORY_CONCEPTION: { ...STORY_CONCEPTION, proposals } };
    return { ...state, stages };
  });
  await page.reload();
  const changes = page.locator(".changes");
  await expect
    .poll(() => changes.locator(".change-link").allInnerTexts())
    .toEqual(["Title", "Why this one", "Premise"]);
  const pieces = changes.locator("li").last().locator("del, ins");
  expect(await pieces.evaluateAll((all) => all.map(({ tagName }) => tagName))).toEqual([
    "DEL",
    "INS",
  ]);
});

test("it is the page's last text box, and the panel is never empty", async () => {
  for (const stage of ["CONCEPT_SELECTION", "STORY_CONCEPTION"] as const) {
    await using screen = await screens.studio({ stage });
    const { page } = screen;
    if (stage === "CONCEPT_SELECTION") {
      await page.getByRole("button", { name: /^Choose A/ }).click();
    } else {
      // Nothing has changed yet: the writer's own words, and what was accepted before.
      await page.locator(".panel").getByText("Accepted so far").waitFor();
    }
    await page.locator("#feedback-box").waitFor();
    expect(await page.getByRole("textbox").last().getAttribute("id")).toBe("feedback-box");
  }
});

test("the ten tasks of a book, in presses and scrolls at 1280×720", async () => {
  const size = { width: 1280, height: 720 };
  const counts: Record<string, { presses: number; scrolls: number }> = {};
  const page = await screens.open("/", size);
  const hand = handOn(page);
  const button = (name: RegExp) => page.getByRole("button", { name }).first();
  const count = (task: string) => {
    counts[task] = hand.counted();
  };

  await hand.type(page.getByRole("textbox", { name: "Your idea" }), "A lamp that goes out.");
  await hand.press(button(/^Start from this idea/));
  await page.waitForURL(/sessions/);
  const session = screens.server.session(page.url().split("/").at(-1) ?? "");
  if (!session) throw new Error("a book was begun");
  /** What a press has asked for is written to its end. */
  const written = async () => {
    await expect.poll(() => session.state().is_pending).toBe(true);
    writeAll(session);
  };
  await written();
  await button(/^Choose A/).waitFor();
  count("idea to three concepts");

  await hand.press(button(/^Choose B/));
  await page.locator(".concept-card.chosen").waitFor();
  count("choose");

  await hand.press(button(/^Compare/));
  await page.locator(".compare").waitFor();
  count("compare");
  await button(/^Stop comparing|^Compare/).click();

  await hand.press(button(/^Confirm/));
  await written();
  await page.getByRole("heading", { name: "Story", level: 2 }).waitFor();
  hand.counted();

  const premise = page.locator(".key-premise");
  await premise.waitFor();
  await premise.hover();
  await hand.press(premise.getByRole("button", { name: /^Change only/ }));
  await hand.type(page.locator("#feedback-box"), "colder");
  await hand.press(button(/^Revise/));
  await page.locator(".strip").waitFor();
  count("one field by AI");
  writeAll(session);
  await page.locator(".dock-receipt").waitFor();

  await premise.hover();
  await hand.press(premise.locator(".book").first());
  await page.getByRole("textbox", { name: "Premise" }).fill("By hand.");
  await page.keyboard.press("Escape");
  await page.locator(".key-premise .book", { hasText: "By hand." }).waitFor();
  count("one field by hand");

  const logline = page.locator(".key-logline");
  await logline.hover();
  await hand.press(logline.getByRole("button", { name: /^Lock/ }));
  await hand.press(page.locator(".decision").getByRole("button", { name: /^Reroll/ }));
  await page.locator(".strip").waitFor();
  count("lock and reroll");
  writeAll(session);
  await page.locator(".strip").waitFor({ state: "detached" });

  await hand.press(page.getByRole("tab", { name: "History" }));
  await hand.press(button(/^Choose round 1/));
  await expect
    .poll(() => session.state().stages.STORY_CONCEPTION.working?.proposal_id)
    .toBe(session.state().stages.STORY_CONCEPTION.proposals[0]?.proposal_id);
  count("restore");

  for (const next of ["World", "Characters", "Plot outline"]) {
    await button(/^Confirm/).click();
    await written();
    await page.getByRole("heading", { name: next, level: 2 }).waitFor();
    await expect.poll(() => page.locator(".strip").count()).toBe(0);
  }
  await button(/^Confirm plot outline/).click();
  await button(/^Finish genesis/).waitFor();
  await hand.press(button(/^Story/));
  await hand.press(button(/^Change this/));
  await hand.press(button(/^Open it again/));
  await page.getByRole("heading", { name: "Story", level: 2 }).waitFor();
  count("open a stage again");
  await page.context().close();

  const finished = await screens.studio({ ...size, stage: "PLOT_OUTLINE" });
  const at = handOn(finished.page);
  const there = (name: RegExp) => finished.page.getByRole("button", { name }).first();
  await at.press(there(/^Confirm plot outline/));
  await at.press(there(/^Finish genesis/));
  await finished.page.waitForURL(/novels/);
  await at.press(finished.page.getByRole("link", { name: "Export" }).first());
  const taken = async (name: RegExp) => {
    const file = finished.page.waitForEvent("download");
    await at.press(there(name));
    return (await file).suggestedFilename();
  };
  expect(await taken(/^Download for Word/)).toMatch(/\.docx$/);
  counts["finish and export"] = at.counted();
  expect(await taken(/^Download Markdown/)).toMatch(/\.md$/);
  counts["the same as Markdown"] = at.counted();
  await at.press(finished.page.locator(".novel-packet-bar").getByRole("button").first());
  counts["a chapter's packet"] = at.counted();
  await finished[Symbol.asyncDispose]();

  expect(counts).toEqual({
    "idea to three concepts": { presses: 2, scrolls: 0 },
    choose: { presses: 1, scrolls: 0 },
    compare: { presses: 1, scrolls: 0 },
    "one field by AI": { presses: 2, scrolls: 0 },
    "one field by hand": { presses: 1, scrolls: 0 },
    "lock and reroll": { presses: 2, scrolls: 0 },
    restore: { presses: 2, scrolls: 0 },
    "open a stage again": { presses: 3, scrolls: 0 },
    "finish and export": { presses: 4, scrolls: 1 },
    "the same as Markdown": { presses: 1, scrolls: 0 },
    "a chapter's packet": { presses: 1, scrolls: 0 },
  });
});

test.each([
  ["en", 3],
  ["en", 4],
  ["en", 5],
  ["zh-CN", 3],
  ["zh-CN", 4],
  ["zh-CN", 5],
] as const)(
  "in %s after %i revisions, whose last one's receipt is open, the first round is chosen without scrolling",
  async (language, revisions) => {
    const size = { width: 1280, height: 720 };
    await using screen = await screens.studio({ language, ...size, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const isEnglish = language === "en";
    for (let at = 0; at < revisions; at += 1) {
      askFor(session, isEnglish ? "colder, and the sea nearer to the house" : "更冷，海离房子近些");
      writeAll(session);
    }
    const receipt = page.locator(".dock-receipt");
    await receipt.waitFor();
    const hand = handOn(page);
    await hand.press(page.getByRole("tab", { name: isEnglish ? "History" : "历史" }));
    await hand.press(
      page.getByRole("button", { name: isEnglish ? "Choose round 1" : "选择第 1 轮" }),
    );
    const story = () => session.state().stages.STORY_CONCEPTION;
    await expect.poll(() => story().working?.proposal_id).toBe(story().proposals[0]?.proposal_id);
    expect(hand.counted()).toEqual({ presses: 2, scrolls: 0 });
    // What is written next has all its room.
    await page.locator("#feedback-box").click();
    await page.locator(".dock-chips").waitFor();
  },
);
