/**
 * `npm run bench -- click`: in Chromium, from a writer's press to what it brings on the screen, in a
 * studio as `npm start` runs it with the sample generator: three concepts, and the next stage. Where
 * the time goes is told by the database's own stamps. With `--long`, from a scripted endpoint's
 * first readable character to the screen as well.
 */
import type { Browser, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { launchChromium } from "../../tests/provision/chromium.ts";
import { startStudio } from "../../tests/provision/studio.ts";
import { type BenchOptions, type Measurement, median, percentile } from "../measurement.ts";
import { firstTexts } from "./first-text.ts";

const THREE_CONCEPTS = ".concept-card[data-candidate]";
const NEXT_STAGE = ".document:not(.two-columns) .document-fields";
const LONGEST_WAIT_MS = 30_000;
/** Between a choice and the press that confirms it: a writer has read something. */
const READING_MS = 1_000;

interface Timed {
  /** From the press to the frame that shows it. */
  readonly shown: number;
  /** From the press to the command in the database. */
  readonly received: number;
  /** From there until the flow began it, and until its proposal was recorded. */
  readonly begun: number;
  readonly recorded: number;
}

interface Round {
  readonly concepts: Timed;
  readonly next: Timed;
}

export async function* run({ long }: BenchOptions): AsyncIterable<Measurement> {
  await using studio = await startStudio();
  const sql = postgres(await studio.databaseUrl(), { max: 1, onnotice: () => {} });
  const browser = await launchChromium();
  try {
    await one(browser, studio.url, sql);
    const rounds: Round[] = [];
    for (let at = 0; at < (long ? 60 : 8); at += 1) {
      rounds.push(await one(browser, studio.url, sql));
    }
    yield* described(
      "three concepts",
      rounds.map(({ concepts }) => concepts),
      400,
    );
    yield* described(
      "next stage",
      rounds.map(({ next }) => next),
      500,
    );
    if (!long) return;
    const texts = await firstTexts(browser, 20);
    const metric = "the endpoint's first readable character to the screen";
    yield { metric: `${metric}, p50`, value: median(texts), unit: "ms", goal: "<= 300" };
    yield { metric: `${metric}, longest`, value: Math.max(...texts), unit: "ms", goal: null };
  } finally {
    await browser.close();
    await sql.end({ timeout: 5 });
  }
}

function* described(name: string, timed: readonly Timed[], goal: number): Iterable<Measurement> {
  const of = (key: keyof Timed) => timed.map((one) => one[key]);
  const ms = { unit: "ms", goal: null };
  yield {
    metric: `click to ${name}, p50`,
    value: median(of("shown")),
    unit: "ms",
    goal: `<= ${goal}`,
  };
  yield { metric: `click to ${name}, p90`, value: percentile(of("shown"), 0.9), ...ms };
  yield { metric: `${name}: click to received`, value: median(of("received")), ...ms };
  yield { metric: `${name}: received to begun`, value: median(of("begun")), ...ms };
  yield { metric: `${name}: begun to recorded`, value: median(of("recorded")), ...ms };
}

/** A new writer's first book, to its second stage. */
async function one(browser: Browser, url: string, sql: Sql): Promise<Round> {
  const context = await browser.newContext({ locale: "en", reducedMotion: "reduce" });
  const page = await context.newPage();
  try {
    await page.goto(url);
    await page.getByRole("button", { name: /^Inspire me!/ }).waitFor();
    await page.waitForLoadState("networkidle");
    const concepts = await press(page, sql, "Inspire me!", THREE_CONCEPTS, 3);
    await page
      .getByRole("button", { name: /^Choose/ })
      .first()
      .click();
    await page
      .locator("button:enabled", { hasText: /^Confirm/ })
      .first()
      .waitFor();
    await settled(page, sql);
    await page.waitForTimeout(READING_MS);
    const next = await press(page, sql, "Confirm", NEXT_STAGE, 1);
    return { concepts, next };
  } finally {
    await context.close();
  }
}

/** The flow waits again by the time that a writer goes on. */
async function settled(page: Page, sql: Sql): Promise<void> {
  const last = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < last) {
    const [row] = await sql<{ paused: boolean }[]>`
      select h.status = 'PAUSED' as paused from genesis_sessions s
      join flow_resume_handles h on h.correlation_id = s.correlation_id
      order by s.session_id desc limit 1`;
    if (row?.paused === true) return;
    await page.waitForTimeout(20);
  }
  throw new Error("the flow did not wait again");
}

/** By the page's own clock, from the press to the frame after the one that has all of it. */
async function press(
  page: Page,
  sql: Sql,
  word: string,
  selector: string,
  count: number,
): Promise<Timed> {
  const asked = JSON.stringify({ word, selector, count });
  const { pressed, shown } = await page.evaluate<{ pressed: number; shown: number }>(`(async () => {
    const asked = ${asked};
    const button = [...document.querySelectorAll("button")].find(
      (each) => !each.disabled && each.textContent.trim().startsWith(asked.word),
    );
    if (button === undefined) throw new Error("no button " + asked.word);
    const from = performance.now();
    button.click();
    while (document.querySelectorAll(asked.selector).length < asked.count) {
      if (performance.now() > from + ${LONGEST_WAIT_MS}) throw new Error(asked.selector + " did not come");
      await new Promise(requestAnimationFrame);
    }
    return { pressed: performance.timeOrigin + from, shown: performance.now() - from };
  })()`);
  const [row] = await sql<{ received: number; begun: number; recorded: number }[]>`
    select extract(epoch from received_at)::float8 * 1000 as received,
      extract(epoch from started_at - received_at)::float8 * 1000 as begun,
      extract(epoch from finished_at - started_at)::float8 * 1000 as recorded
    from command_inbox where is_background order by command_id desc limit 1`;
  if (row === undefined) throw new Error("no command was recorded");
  return { shown, received: row.received - pressed, begun: row.begun, recorded: row.recorded };
}
