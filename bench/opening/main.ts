/**
 * Opening a large book with 10,000 events: from the request for its state until the book is painted, in
 * Chromium against the edge on the embedded PostgreSQL; and what the state weighs on its way.
 */
import { get } from "node:http";
import type { Browser } from "playwright-core";
import { builtPages, buildUi } from "../../local/studio/ui-build.ts";
import { startTestEdge } from "../../tests/integration/edge/test-edge.ts";
import { launchChromium } from "../../tests/provision/chromium.ts";
import { writeLongBook } from "../branch/long-book.ts";
import { type BenchOptions, type Measurement, median } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";

const EVENTS = 10_000;
const REOPENED = 100;
const API = "/api/v1/genesis/sessions";

export async function* run({ long }: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase();
  const { url, owner, app } = database;
  await buildUi();
  const edge = await startTestEdge(url, {}, { uiDirectory: builtPages });
  const browser = await launchChromium();
  try {
    const opened = await fetch(edge.url + API, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: "en" }),
    });
    const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const [book] = await owner<{ session_id: string; account_id: string }[]>`
      select session_id, account_id from genesis_sessions`;
    if (book === undefined) throw new Error("no session was opened");
    const { session_id, account_id } = book;
    await writeLongBook(app, account_id, session_id, { events: EVENTS, reopened: REOPENED });
    await owner`analyze`;
    const path = `${API}/${session_id}/state`;
    for (const coding of ["br", "gzip"]) {
      const bytes = await weight(edge.url + path, cookie, coding);
      yield { metric: `state_kb, ${coding}`, value: bytes / 1_000, unit: "kB", goal: "< 100" };
    }
    const times: number[] = [];
    for (let time = 0; time < (long ? 25 : 9); time += 1) {
      times.push(await paintedMs(browser, edge.url, cookie, session_id));
    }
    yield { metric: "state_to_painted", value: median(times), unit: "ms", goal: "< 500" };
  } finally {
    await browser.close();
    await edge.stop();
  }
}

/** Bytes of the answer as it comes over the line. */
function weight(url: string, cookie: string, coding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, "accept-encoding": coding } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on("end", () => resolve(bytes));
      response.on("error", reject);
    }).on("error", reject);
  });
}

/** Waits for the book's text, then for the frame that shows it. */
const PAINTED = `new Promise((painted) => {
  const look = () => {
    if (document.querySelector(".document .field-text") === null) {
      requestAnimationFrame(look);
      return;
    }
    requestAnimationFrame(() => setTimeout(() => {
      const asked = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/state"));
      painted(performance.now() - asked.startTime);
    }));
  };
  look();
})`;

async function paintedMs(
  browser: Browser,
  url: string,
  cookie: string,
  session_id: string,
): Promise<number> {
  const context = await browser.newContext({
    locale: "en",
    viewport: { width: 1440, height: 900 },
  });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.goto(`${url}/sessions/${session_id}`, { waitUntil: "commit" });
  const ms: unknown = await page.evaluate(PAINTED);
  await context.close();
  if (typeof ms !== "number") throw new Error("the page was not painted");
  return ms;
}
