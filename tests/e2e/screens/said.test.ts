/** "Free" is said only where it is free, "Saved" only where it is saved, and one thing of many as one. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

test.each([
  { language: "en", free: "Free", none: "Nothing spent yet", unknown: "Price unknown" },
  { language: "zh-CN", free: "免费", none: "尚无花费", unknown: "价格未知" },
] as const)(
  "in $language: a model without a price is never called free",
  async ({ language, free, none, unknown }) => {
    await using screen = await screens.studio({ language, stage: "STORY_CONCEPTION" });
    const { page, session } = screen;
    const generator = {
      kind: "model",
      model: "paid-1",
      host: "x.example",
      concurrency: 1,
    } as const;
    session.change((state) => ({ ...state, generator }));
    await page.reload();
    const spent = page.locator(".cost-line > .popover-root > button");
    const estimate = page.locator(".decision-notes > .label");
    // Nothing was written by it, and its price is not known.
    await expect.poll(() => spent.innerText()).toBe(none);
    expect(await estimate.innerText()).toBe(unknown);
    // What another model wrote for nothing says nothing of what this one asks.
    session.change((state) => {
      const { STORY_CONCEPTION } = state.stages;
      const proposals = STORY_CONCEPTION.proposals.map((proposal) => ({
        ...proposal,
        origin: { ...proposal.origin, kind: "ai" as const, model: "own-1", cost_usd: 0 },
      }));
      const stages = { ...state.stages, STORY_CONCEPTION: { ...STORY_CONCEPTION, proposals } };
      return { ...state, stages };
    });
    await page.reload();
    await expect.poll(() => estimate.innerText()).toBe(unknown);
    // It has written, and nobody knows for how much.
    const usage = { input_tokens: 900, output_tokens: 1_200, cost_usd: null };
    session.change((state) => ({
      ...state,
      usage,
      stages: {
        ...state.stages,
        STORY_CONCEPTION: { ...state.stages.STORY_CONCEPTION, usage },
      },
    }));
    await page.reload();
    await expect.poll(() => spent.innerText()).toBe(unknown);
    await spent.click();
    await expect.poll(() => page.locator(".cost-lines dd").first().innerText()).toBe(unknown);
    // What another one wrote for nothing, in another month, was free.
    await expect
      .poll(() => page.locator(".cost-lines dd").allInnerTexts())
      .toEqual([unknown, free]);
    expect((await page.locator("body").innerText()).split(free)).toHaveLength(2);
  },
);

test("while anything of the book is typed and not saved, nothing says that it is", async () => {
  await using screen = await screens.studio({ stage: "CHARACTERS" });
  const { page, session } = screen;
  session.change((state) => ({
    ...state,
    questions: [
      {
        question_id: "q1",
        stage: "CHARACTERS",
        pointer: "/characters/0",
        question: "Who keeps the ledger?",
        answer: null,
        status: "OPEN",
      },
    ],
  }));
  await page.reload();
  const saved = page.locator(".saved-line");
  await expect.poll(() => saved.innerText()).toBe("Saved");
  const unsaved = () => expect.poll(() => saved.innerText()).toBe("Not saved yet");

  // What is asked of a model is no part of the book.
  await page.locator("#feedback-box").fill("older");
  expect(await saved.innerText()).toBe("Saved");

  const answer = page.getByRole("textbox", { name: /^Your answer/ });
  await answer.fill("Ada.");
  await unsaved();
  await page.getByRole("button", { name: "Settle it" }).click();
  await expect.poll(() => saved.innerText()).toBe("Saved");

  await page.locator(".add-item").first().click();
  await unsaved();
  await page.locator(".form-item").getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => saved.innerText()).toBe("Saved");

  await page.getByRole("tab", { name: "Your words" }).click();
  await page.getByRole("textbox", { name: "Always keep in mind" }).fill("Few similes.");
  await unsaved();
  await page.locator("#feedback-box").focus();
  await expect.poll(() => saved.innerText()).toBe("Saved");

  // In a field, also where another stage is looked at meanwhile, and after a reload.
  await editFirstField(page);
  await unsaved();
  await page.getByRole("button", { name: /^Story/ }).click();
  await page.getByRole("heading", { name: "Story", level: 2 }).waitFor();
  await unsaved();
  await page.reload();
  await unsaved();
});

test("what the model is told is kept while it is changed, and is not saved before it is", async () => {
  await using screen = await screens.studio({ stage: "STORY_CONCEPTION" });
  const { page, session } = screen;
  const generator = { kind: "model", model: "m", host: "x.example", concurrency: 1 } as const;
  session.change((state) => ({ ...state, generator }));
  const open = async () => {
    await page.reload();
    await page.locator(".cost-line > .popover-root > button").click();
    await page.getByText("What the model is told").click();
  };
  await open();
  await page.getByRole("button", { name: "Change it for this book" }).click();
  const box = page.locator(".cost-sheet textarea");
  // Nothing is typed yet, and what comes with the studio is no change.
  await expect.poll(() => box.inputValue()).not.toBe("");
  const before = await box.inputValue();
  expect(await page.locator(".saved-line").innerText()).toBe("Saved");
  await box.fill(`${before} More.`);
  await expect.poll(() => page.locator(".saved-line").innerText()).toBe("Not saved yet");
  await box.fill(before);
  await expect.poll(() => page.locator(".saved-line").innerText()).toBe("Saved");
  await box.fill("Be brief.");
  await expect.poll(() => page.locator(".saved-line").innerText()).toBe("Not saved yet");
  await open();
  await expect.poll(() => box.inputValue()).toBe("Be brief.");
  await page.locator(".cost-sheet").getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => session.state().brief.prompts).toEqual({ STORY_CONCEPTION: "Be brief." });
  await expect.poll(() => page.locator(".saved-line").innerText()).toBe("Saved");
  expect(screen.complaints).toEqual([]);
});

async function editFirstField(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Edit / })
    .first()
    .click();
  await page.locator(".field-editor textarea").fill("Typed by hand.");
}

test("a confirmed stage is told in a sentence that suits every stage's name, and one of many is one", async () => {
  await using screen = await screens.studio({ stage: "PLOT_OUTLINE" });
  const { page } = screen;
  for (const stage of ["Story", "World", "Characters"]) {
    await page.locator(".stepper").getByRole("button", { name: stage }).click();
    await page.getByText(`${stage}: confirmed, and here to be read.`).waitFor();
    expect(await page.locator("body").innerText()).not.toMatch(/This is the confirmed/);
  }
  await page.locator(".stepper").getByRole("button", { name: "Plot outline" }).click();
  await page.locator(".items-threads > .item").first().focus();
  await page.getByRole("button", { name: "Thread 1", exact: true }).waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(/\b(?:Threads|Parts|Chapters) \d/);
});
