/**
 * `npm run small-model -- page [SECONDS | short]`: the small model carries a session, connected on the
 * page in Chromium as a writer connects it. A line of JSON says of each stage what came of it, with the
 * page's own words where it failed; what failed is then written by the samples, so that each is tried.
 * `short`: the first stage alone, with so small an output limit that it must fail, within a minute or
 * two: the failure has its name, its words, what was kept and a way on, or the command fails.
 */
import type { Page } from "playwright-core";
import { z } from "zod";
import { STAGES, type Stage } from "#shared/stages.ts";
import { type SessionState, sessionState } from "#shared/session/state.ts";
import { launchChromium } from "../provision/chromium.ts";
import { startStudio } from "../provision/studio.ts";

const API = "/api/v1/genesis";
const LIMIT = 1_500;
const TOO_SMALL_A_LIMIT = 48;
const LONGEST_SHORT_S = 240;
const LOOK_EVERY_MS = 1_000;

/** @param seconds for each stage, after which it is stopped */
export function carryOnThePage(baseUrl: string, seconds: number): Promise<void> {
  return onThePage(baseUrl, LIMIT, async (session) => {
    for (const stage of STAGES) {
      console.log(JSON.stringify(await session.tried(stage, seconds)));
      await session.goOn(stage, stage === STAGES.at(-1));
    }
  });
}

/** The first stage's failure, and the way on from it. */
export function failOnThePage(baseUrl: string): Promise<void> {
  return onThePage(baseUrl, TOO_SMALL_A_LIMIT, async (session, page) => {
    const stage = STAGES[0];
    const found = failure.parse(await session.tried(stage, LONGEST_SHORT_S));
    console.log(JSON.stringify(found));
    await page.getByRole("button", { name: "Continue with another model" }).first().waitFor();
    await session.goOn(stage, true);
    await page.locator(".concept-card[data-candidate]").nth(2).waitFor();
    console.log(JSON.stringify({ stage, goesOn: "three concepts of the samples" }));
  });
}

/** What a writer can act on: its cause by name, and the page's words for it. */
const failure = z.object({
  outcome: z.literal("MODEL_OUTPUT_CUT"),
  says: z.string().regex(/limit/u),
});

async function onThePage(
  baseUrl: string,
  limit: number,
  carry: (session: Carried, page: Page) => Promise<void>,
): Promise<void> {
  await using studio = await startStudio();
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ locale: "en" })).newPage();
    await page.goto(studio.url);
    await connect(page, baseUrl, limit);
    await page.getByRole("button", { name: /^Inspire me/ }).click();
    await page.waitForURL(/\/studio\/|\/sessions\/|[0-9a-f-]{36}/u);
    const found = /[0-9a-f]{8}-[0-9a-f-]{27}/u.exec(page.url());
    if (found === null) throw new Error(`no session in ${page.url()}`);
    await carry(new Carried(page, found[0]), page);
  } finally {
    await browser.close();
  }
}

/** By the preset of the server of one's own, with the address that this one has. */
async function connect(page: Page, baseUrl: string, limit: number): Promise<void> {
  await page
    .getByRole("button", { name: /Connect a model/ })
    .first()
    .click();
  await page.getByRole("button", { name: "llama.cpp", exact: true }).click();
  await page.getByRole("textbox", { name: "Address" }).fill(baseUrl);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const steps = page.getByRole("list", { name: "What the test found" });
  await steps.waitFor({ timeout: 120_000 });
  console.log(JSON.stringify({ test: await steps.getByRole("listitem").allInnerTexts() }));
  await page.getByText("Stage by stage").click();
  for (const box of await page.getByLabel("Output limit, in tokens").all()) {
    await box.fill(String(limit));
  }
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/writes from now on/).waitFor();
  await page.keyboard.press("Escape");
}

class Carried {
  readonly #page: Page;
  readonly #path: string;
  #settings: Readonly<Record<string, unknown>> = {};

  constructor(page: Page, sessionId: string) {
    this.#page = page;
    this.#path = `${API}/sessions/${sessionId}`;
  }

  /** Waits for the stage's end, or stops it. */
  async tried(stage: Stage, seconds: number): Promise<object> {
    const startedAt = performance.now();
    const until = startedAt + seconds * 1_000;
    let state = await this.#state();
    while (state.is_pending && performance.now() < until) {
      await this.#page.waitForTimeout(LOOK_EVERY_MS);
      state = await this.#state();
    }
    const seen = { stage, seconds: Math.round((performance.now() - startedAt) / 1_000) };
    if (state.is_pending) {
      const shown = await this.#page.locator("main").innerText();
      await this.#command("CANCEL_GENERATION", {});
      await this.#settled();
      return { ...seen, outcome: "STOPPED", shown: shown.slice(-300) };
    }
    const usage = state.stages[stage].usage;
    if (state.last_error === null) {
      const candidates = state.stages[stage].proposals.at(-1)?.candidates ?? [];
      const titles = candidates.map(({ content }) => String(content["title"]).slice(0, 60));
      return { ...seen, outcome: "WRITTEN", candidates: candidates.length, titles, usage };
    }
    const says = await this.#page.locator(".failure, .failure-line").first().innerText();
    return { ...seen, outcome: state.last_error.code, says: says.slice(0, 400), usage };
  }

  /** Confirms what there is; what there is not the samples write first. */
  async goOn(stage: Stage, isLast: boolean): Promise<void> {
    let state = await this.#state();
    if (state.stages[stage].proposals.length === 0) {
      this.#settings = z
        .record(z.string(), z.unknown())
        .parse(await this.#send("GET", `${API}/settings/model`));
      await this.#send("DELETE", `${API}/settings/model`);
      const isFirst = state.available_commands.includes("REQUEST_INSPIRATION");
      await this.#command(isFirst ? "REQUEST_INSPIRATION" : "REGENERATE_PROPOSAL", {});
      state = await this.#settled();
      await this.#send("PUT", `${API}/settings/model`, this.#settings);
    }
    const proposal = state.stages[stage].proposals.at(-1);
    const candidate = proposal?.candidates[0];
    if (proposal === undefined || candidate === undefined) throw new Error(`no ${stage}`);
    if (isLast) return;
    await this.#command("CONFIRM_STAGE", {
      proposal_id: proposal.proposal_id,
      candidate_id: candidate.candidate_id,
    });
  }

  async #settled(): Promise<SessionState> {
    let state = await this.#state();
    while (state.is_pending) {
      await this.#page.waitForTimeout(LOOK_EVERY_MS);
      state = await this.#state();
    }
    return state;
  }

  async #state(): Promise<SessionState> {
    return sessionState.parse(await this.#send("GET", `${this.#path}/state`));
  }

  #command(command_type: string, payload: object): Promise<unknown> {
    return this.#send("POST", `${this.#path}/commands`, { command_type, payload });
  }

  /** As the page itself asks: from its own origin, with its cookie. */
  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await this.#page.evaluate(
      async (asked) => {
        const response = await fetch(asked.path, {
          method: asked.method,
          headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
          ...(asked.body === null ? {} : { body: asked.body }),
        });
        return { ok: response.ok, text: await response.text() };
      },
      { method, path, body: body === undefined ? null : JSON.stringify(body) },
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.text === "" ? null : JSON.parse(answer.text);
  }
}
