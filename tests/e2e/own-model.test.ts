/** A model of the writer's own, from the page alone: a preset, the first proposal, its cost, its failure. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchChromium } from "../provision/chromium.ts";
import { type ModelServer, startModelServer } from "../provision/model-server.ts";
import { startStudio } from "../provision/studio.ts";
import { Writer } from "./writer.ts";

/** Servers of one's own that have a preset, by the port that it names. */
const PRESETS = { "llama.cpp": 8080, Ollama: 11434, "LM Studio": 1234, vLLM: 8000 } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function serverOfAPreset(): Promise<{ readonly name: string; readonly model: ModelServer }> {
  for (const [name, port] of Object.entries(PRESETS)) {
    try {
      return { name, model: await startModelServer({ port }) };
    } catch {
      // Something else has that port on this machine.
    }
  }
  throw new Error("every preset's port is taken on this machine");
}

const OWN_PROMPT = "Only lighthouses, in every concept.";

/** How often the page was pressed, by its own events. */
const COUNT_PRESSES = `
  addEventListener("click", (event) => {
    if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
  }, true);
  addEventListener("keydown", (event) => {
    if (["Enter", "Escape", "Tab", " "].includes(event.key)) {
      sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
    }
  }, true);`;

test("from a preset to the first proposal in six presses; its cost, its budget, its failure", async () => {
  const { name, model } = await serverOfAPreset();
  await using _model = model;
  await using studio = await startStudio();
  await using writer = await Writer.open(browser, studio.url, { language: "en" });
  const { page } = writer;
  await page.addInitScript(COUNT_PRESSES);
  await page.reload();

  await page
    .getByRole("button", { name: /Connect a model/ })
    .first()
    .click();
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/writes from now on/).waitFor();
  // With the sheet still open: the press is not lost.
  await writer.inspire();
  const proposed = await writer.untilProposed("CONCEPT_SELECTION");
  expect(await page.evaluate<number>("Number(sessionStorage.presses)")).toBeLessThanOrEqual(6);
  expect(proposed.stages.CONCEPT_SELECTION.proposals[0]?.origin).toMatchObject({
    kind: "ai",
    model: "scripted-1",
    // The preset of a server of one's own says that it is free; nothing else does.
    cost_usd: 0,
  });
  expect(model.requests.length).toBe(3);

  // A budget is set on the page; when it is spent the page says so, and one press raises it.
  await writer.press("Free");
  await page.getByLabel(/may cost/).fill("0");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.getByText(/are spent/).waitFor();
  // What the model is told is there to read, with the version that its proposals name.
  await page.getByText("What the model is told").click();
  await page.getByText("You are the development editor").waitFor();
  await page.getByText(/^CONCEPT_SELECTION\/en\/\d+$/).waitFor();
  // It is changed for this book: the next request has it, and its proposal says so.
  await page.getByRole("button", { name: "Change it for this book" }).click();
  await page.getByRole("textbox", { name: /CONCEPT_SELECTION/ }).fill(OWN_PROMPT);
  const told = page.locator("details", { hasText: "What the model is told" });
  await told.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("changed for this book").waitFor();
  expect((await writer.state()).brief.prompts).toEqual({ CONCEPT_SELECTION: OWN_PROMPT });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Raise to $1.00" }).click();
  await page.getByText(/are spent/).waitFor({ state: "detached" });
  expect((await writer.state()).budget).toEqual({ limit_usd: 1, spent_usd: 0 });

  // A failure: another model, with an output limit for this stage, and what failed goes on by itself.
  model.reply({ kind: "status", status: 402, message: "insufficient balance" });
  await writer.press(writer.words.regenerate);
  const another = page.getByRole("button", { name: "Continue with another model" });
  await another.first().click();
  await page
    .getByRole("textbox", { name: "Model", exact: true })
    .or(page.getByRole("combobox", { name: "Model", exact: true }))
    .first()
    .fill("scripted-2");
  await page.getByText("Stage by stage").click();
  await page.getByLabel("Output limit, in tokens").first().fill("4321");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const { proposals } = (await writer.untilProposed("CONCEPT_SELECTION", 2)).stages
    .CONCEPT_SELECTION;
  expect(model.requests.at(-1)).toMatchObject({ model: "scripted-2", max_tokens: 4321 });
  expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain(OWN_PROMPT);
  expect(proposals.at(-1)?.origin.prompt_version).toMatch(
    /^CONCEPT_SELECTION\/en\/\d+\+[0-9a-f]{8}$/,
  );
  expect(proposals.at(-1)?.origin.prompt_changes?.added).toEqual([OWN_PROMPT]);
});
