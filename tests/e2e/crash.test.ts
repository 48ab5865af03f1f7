/** Whatever is killed in the middle of a generation, the writer's session goes on. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../provision/chromium.ts";
import { type ModelServer, startModelServer } from "../provision/model-server.ts";
import { startEdge } from "../provision/edge.ts";
import { type Studio, startStudio } from "../provision/studio.ts";
import { holdTheSecond, theSecondIsHeld } from "./hold-generation.ts";
import { Writer } from "./writer.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const modelEnv = (model: ModelServer) => ({
  OPENAI_BASE_URL: model.url,
  OPENAI_API_KEY: "test-key",
  GENESIS_MODEL: model.model,
});

test("kill -9 of everything in mid-generation: the next start brings the session to its proposal", async () => {
  await using model = await startModelServer();
  await using studio: Studio = await startStudio({ env: modelEnv(model) });
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  holdTheSecond(model);
  await writer.submitIdea("A clock that runs on promises.");
  await theSecondIsHeld(model, writer);
  await studio.kill9();
  model.release();
  await studio.start();
  await writer.untilProposed("CONCEPT_SELECTION");
  const state = await writer.state();
  expect(state.is_pending).toBe(false);
  expect(state.stages.CONCEPT_SELECTION.proposals[0]?.candidates).toHaveLength(3);
});

test.each(["node", "deno"] as const)(
  "an edge of its own on %s, killed and started again in mid-generation: the open page goes on to the result",
  async (runtime) => {
    await using model = await startModelServer();
    await using studio: Studio = await startStudio({ env: modelEnv(model) });
    await using edge = await startEdge(runtime, {
      env: { DATABASE_URL: await studio.databaseUrl() },
    });
    await using writer = await Writer.open(browser, edge.url, { language: "en" });
    holdTheSecond(model);
    await writer.submitIdea("A map that is always one day ahead.");
    await theSecondIsHeld(model, writer);
    const stop = writer.button(writer.words.stop).first();
    await stop.waitFor();
    await edge.kill9();
    await edge.start();
    model.release();
    await writer.untilProposed("CONCEPT_SELECTION");
    await writer.choose("CONCEPT_SELECTION");
    await writer.confirm();
    await writer.untilProposed("STORY_CONCEPTION");
    expect(writer.commands.map((command) => command.command_type)).toEqual([
      "SUBMIT_IDEA",
      "SELECT_CANDIDATE",
      "CONFIRM_STAGE",
    ]);
  },
);
