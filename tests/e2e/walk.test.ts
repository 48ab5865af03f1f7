/** The main job: from nothing, or from one idea, to a finished novel, in a real browser. */
import { mkdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STAGES, type Stage } from "#shared/stages.ts";
import { launchChromium } from "../provision/chromium.ts";
import { type ModelServer, startModelServer } from "../provision/model-server.ts";
import { type Studio, startStudio } from "../provision/studio.ts";
import { bringLog } from "./bring-log.ts";
import { holdTheSecond, theSecondIsHeld } from "./hold-generation.ts";
import {
  beginNextBook,
  bringOutline,
  putVoiceInWords,
  saysTheVoice,
  takeFiles,
} from "./take-along.ts";
import { Writer } from "./writer.ts";

const SCREENS = new URL("../.artifacts/screens/", import.meta.url).pathname;

let browser: Browser;

beforeAll(async () => {
  await mkdir(SCREENS, { recursive: true });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

async function screenshot(writer: Writer, name: string): Promise<void> {
  await writer.page.screenshot({ path: `${SCREENS}${name}.png`, fullPage: true });
}

const ordinary = ["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS"] as const;

test("from 给我灵感！ through five stages to the novel's page, with the offline samples", async () => {
  await using studio: Studio = await startStudio();
  await using writer = await Writer.open(browser, studio.url, { language: "zh-CN" });
  await screenshot(writer, "dashboard-zh");
  await writer.inspire();
  const concepts = await writer.untilProposed("CONCEPT_SELECTION");
  const candidates = concepts.stages.CONCEPT_SELECTION.proposals[0]?.candidates ?? [];
  expect(candidates.length).toBeGreaterThanOrEqual(3);
  expect(new Set(candidates.map((candidate) => candidate.content.angle)).size).toBe(
    candidates.length,
  );
  expect(concepts.stages.CONCEPT_SELECTION.proposals[0]?.origin.kind).toBe("sample");
  expect(await writer.page.getByText("样例").first().isVisible()).toBe(true);
  await screenshot(writer, "concepts-zh");
  await expect.poll(() => writer.streamReaders()).toBe(1);

  await writer.choose("CONCEPT_SELECTION");
  await writer.revise("主角再年长一些，是一位退休的灯塔看守");
  const revised = await writer.untilProposed("CONCEPT_SELECTION", 2);
  expect(revised.stages.CONCEPT_SELECTION.proposals.at(-1)?.origin.feedback).toContain("灯塔看守");
  await screenshot(writer, "concept-revised-zh");

  for (const [index, stage] of ordinary.entries()) {
    await writer.choose(stage);
    await writer.confirm();
    await writer.untilProposed(STAGES[index + 1] ?? "PLOT_OUTLINE");
    await screenshot(writer, `${(STAGES[index + 1] ?? "").toLowerCase()}-zh`);
    if (stage === "STORY_CONCEPTION") {
      await writer.press(writer.words.regenerate);
      await writer.untilProposed("WORLDVIEW", 2);
      await writer.page.reload();
      expect((await writer.untilProposed("WORLDVIEW", 2)).stages.WORLDVIEW.working).not.toBeNull();
    }
  }
  await writer.confirm();
  await writer.button(writer.words.finish).waitFor();
  await screenshot(writer, "all-confirmed-zh");
  await writer.press(writer.words.finish);
  await writer.page.waitForURL(/\/novels\//);
  await writer.page.getByRole("heading", { level: 1 }).waitFor();
  await screenshot(writer, "novel-zh");
  await takeFiles(writer, "zh-CN");

  expect(writer.commands.map((command) => command.command_type)).toEqual([
    "REQUEST_INSPIRATION",
    "SELECT_CANDIDATE",
    "REVISE_PROPOSAL",
    "CONFIRM_STAGE",
    "CONFIRM_STAGE",
    "REGENERATE_PROPOSAL",
    "CONFIRM_STAGE",
    "CONFIRM_STAGE",
    "CONFIRM_STAGE",
    "FINISH_GENESIS",
  ]);
  expect(writer.commands.every((command) => command.idempotency_key !== undefined)).toBe(true);
  expect(writer.commands.map((command) => command.status)).toEqual([
    202, 200, 202, 202, 202, 202, 202, 202, 200, 200,
  ]);
  expect(writer.commands[2]?.payload).toMatchObject({
    feedback: "主角再年长一些，是一位退休的灯塔看守",
  });
  await beginNextBook(writer, "zh-CN");
  await bringOutline(writer, "zh-CN");
  await bringLog(writer, "zh-CN");
  expect(writer.complaints).toEqual([]);
});

test("from an own idea in English, with a slow model and reloads in the middle of a generation", async () => {
  await using model: ModelServer = await startModelServer({ decide: saysTheVoice });
  await using studio: Studio = await startStudio({
    env: { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "test-key", GENESIS_MODEL: model.model },
  });
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  const idea = "A lighthouse keeper discovers that the light has been calling something in.";
  holdTheSecond(model);
  await writer.submitIdea(idea);
  await theSecondIsHeld(model, writer);
  const bar = writer.page.getByRole("progressbar");
  // One of three.
  await expect.poll(() => bar.getAttribute("aria-valuenow")).toBe("33");
  const before = await pendingScreen(writer);
  await screenshot(writer, "generating-en");
  await writer.page.reload();
  await expect.poll(() => pendingScreen(writer)).toEqual(before);
  await expect.poll(() => writer.streamReaders()).toBe(1);
  model.release();
  // The very page that was reloaded goes on to the result.
  await writer.untilProposed("CONCEPT_SELECTION");
  expect((await writer.state()).brief.idea).toBe(idea);

  await writer.choose("CONCEPT_SELECTION");
  await writer.revise("Make the keeper a woman in her sixties.");
  await writer.untilProposed("CONCEPT_SELECTION", 2);
  let previous: Stage = "CONCEPT_SELECTION";
  for (const stage of STAGES.slice(1)) {
    await writer.choose(previous);
    await writer.confirm();
    await writer.untilProposed(stage);
    await screenshot(writer, `${stage.toLowerCase()}-en`);
    if (stage === "STORY_CONCEPTION") {
      await writer.press(writer.words.regenerate);
      await writer.untilProposed(stage, 2);
    }
    previous = stage;
  }
  await writer.confirm();
  await writer.button(writer.words.finish).waitFor();
  await writer.press(writer.words.finish);
  await writer.page.waitForURL(/\/novels\//);
  await writer.page.getByRole("heading", { level: 1 }).waitFor();
  // The writer's own words stand in the finished book, word for word.
  await writer.page.locator(".novel-brief", { hasText: idea }).waitFor();
  await screenshot(writer, "novel-en");
  await takeFiles(writer, "en");
  await beginNextBook(writer, "en");
  await bringOutline(writer, "en");
  await putVoiceInWords(writer);
  await bringLog(writer, "en");
  expect(writer.commands[0]).toMatchObject({
    command_type: "SUBMIT_IDEA",
    payload: { idea },
    status: 202,
  });
  expect(writer.complaints).toEqual([]);
});

/** What a reload must bring back: the stage, the bar, and which controls are disabled. */
async function pendingScreen(writer: Writer) {
  const { page } = writer;
  return {
    stage: (await writer.state()).current_stage,
    bar: await page.getByRole("progressbar").first().getAttribute("aria-valuenow"),
    disabled: await page.locator("main button:disabled").allTextContents(),
    stop: await writer.button(writer.words.stop).first().isEnabled(),
  };
}
