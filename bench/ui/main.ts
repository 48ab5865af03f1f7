/**
 * `npm run bench -- ui`: the interface in Chromium against the stand-in of the edge: first load in
 * bytes and, on a slow line, in seconds; frames while typing in a large book; opening 60 chapters.
 */
import { gzipSync } from "node:zlib";
import type { CDPSession, Page } from "playwright-core";
import { advance, type Screens, startScreens } from "../../tests/e2e/screens/screens.ts";
import { type BenchOptions, type Measurement, median, percentile } from "../measurement.ts";
import { enlarge } from "./large-book.ts";

/** 400 kbit/s each way, and 400 ms to and fro: what is commonly called slow 3G. */
const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};

export async function* run({ long }: BenchOptions): AsyncIterable<Measurement> {
  await using screens = await startScreens();
  const rounds = long ? 15 : 5;
  const book = screens.server.begin("en");
  advance(book, "STORY_CONCEPTION");
  const studio = `/sessions/${book.state().session_id}`;

  for (const [name, path, goal] of [
    ["dashboard", "/", 30],
    ["studio", studio, 50],
  ] as const) {
    const kib = await scriptKib(screens, path);
    yield {
      metric: `initial_js_gzip_kib, ${name}`,
      value: kib,
      unit: "KiB",
      goal: `<= ${goal}`,
    };
  }
  for (const [name, path, shown, goal] of [
    ["dashboard", "/", ".door", 2],
    ["studio", studio, "#feedback-box", 3.5],
  ] as const) {
    const times: number[] = [];
    for (let at = 0; at < rounds; at += 1) times.push(await slowly(screens, path, shown));
    yield {
      metric: `slow 3G, ${name} visible`,
      value: median(times),
      unit: "s",
      goal: `<= ${goal}`,
    };
  }

  const large = screens.server.begin("en");
  advance(large, "PLOT_OUTLINE");
  large.change(enlarge);
  const opened: number[] = [];
  for (let at = 0; at < rounds; at += 1)
    opened.push(await openingMs(screens, large.state().session_id));
  yield { metric: "60 chapters open", value: median(opened), unit: "ms", goal: "<= 300" };

  const frames = await typingFrames(screens, large.state().session_id, long ? 600 : 200);
  yield {
    metric: "typing, frame p95 (200 rounds, 40 people, 60 chapters)",
    value: percentile(frames, 0.95),
    unit: "ms",
    goal: "<= 16.8",
  };
}

async function scriptKib(screens: Screens, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const page = await screens.open(path, {
    async before(fresh) {
      fresh.on("response", (response) => {
        if (new URL(response.url()).pathname.endsWith(".js")) bodies.push(response.body());
      });
    },
  });
  await page.locator(".door, #feedback-box").first().waitFor();
  await page.waitForLoadState("load");
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).byteLength);
  await page.context().close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Seconds from the request for the page until what it is about can be seen. */
async function slowly(screens: Screens, path: string, shown: string): Promise<number> {
  const page = await screens.open("/favicon.svg", {
    before: async (fresh) => {
      const cdp: CDPSession = await fresh.context().newCDPSession(fresh);
      await cdp.send("Network.enable");
      await cdp.send("Network.emulateNetworkConditions", SLOW_3G);
    },
  });
  const started = performance.now();
  await page.goto(screens.server.url + path, { waitUntil: "commit" });
  // Each frame: a locator looks again after half a second, which is what would be measured.
  await page.evaluate(`new Promise((done) => {
    const look = () => {
      const isShown = document.querySelector(${JSON.stringify(shown)})?.checkVisibility() === true;
      return isShown ? done(null) : requestAnimationFrame(look);
    };
    look();
  })`);
  const seconds = (performance.now() - started) / 1000;
  await page.context().close();
  return seconds;
}

/** From the press on the stage until its 60 chapters can be read, in the page's own time. */
async function openingMs(screens: Screens, session_id: string): Promise<number> {
  const page = await screens.open(`/sessions/${session_id}?stage=CHARACTERS`);
  await page.locator(".document .item").nth(39).waitFor();
  const ms = await page.evaluate<number>(`(async () => {
    const step = [...document.querySelectorAll(".stepper button")].at(-1);
    const from = performance.now();
    step.click();
    while (document.querySelectorAll(".items-chapters > .item").length < 60) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - from;
  })()`);
  await page.context().close();
  return ms;
}

/** Milliseconds between the frames while a writer types into the feedback's box. */
async function typingFrames(
  screens: Screens,
  session_id: string,
  keys: number,
): Promise<readonly number[]> {
  const page: Page = await screens.open(`/sessions/${session_id}`);
  const box = page.locator("#feedback-box");
  await box.click();
  await page.evaluate(`(() => {
    window.frames_ = [];
    let last = performance.now();
    const step = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(step); };
    requestAnimationFrame(step);
  })()`);
  for (let at = 0; at < keys; at += 1) await page.keyboard.press("abcde fghij"[at % 11] ?? "a");
  const frames = await page.evaluate<readonly number[]>("window.frames_.slice(1)");
  await page.context().close();
  return frames;
}
