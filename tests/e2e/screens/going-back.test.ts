/** A writer changes their mind: a confirmed stage is opened again, what is stale is kept, presses are undone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Screens, startScreens } from "./screens.ts";

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
