/**
 * The built interface in a real browser against the stand-in of the edge, whose sessions a test
 * brings to the moment that it is about.
 */
import type { Browser, Page } from "playwright-core";
import type { Stage } from "#shared/stages.ts";
import type { Language } from "#shared/statuses.ts";
import { advance, type Scenario } from "../../../ui/gallery/making.ts";
import { type FakeServer, startFakeServer } from "../../../ui/testing/fake-server.ts";
import type { FakeSession } from "../../../ui/testing/fake-session.ts";
import { builtPages, buildUi } from "../../../local/studio/ui-build.ts";
import { launchChromium } from "../../provision/chromium.ts";

export { advance, confirm, writeAll } from "../../../ui/gallery/making.ts";

/** At which states are looked at. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
] as const;

/** What a studio shows once it has its state. */
const OPENED = ".document, .concept-card, .doors";

/**
 * Waits for what is looked for, and for the book's own font: where that comes between a press and
 * its release, lines wrap anew, and the release is on something else.
 */
export async function settled(page: Page, shown: string = OPENED): Promise<void> {
  await page.locator(shown).first().waitFor();
  await page.evaluate(
    "Promise.all([...document.fonts].map((font) => font.load())).then(() => null)",
  );
}

/** Waits for a state of the gallery, and presses what it says. */
async function pressThrough(page: Page, state: Scenario): Promise<void> {
  await settled(page, state.shown);
  for (const press of state.presses ?? []) await page.locator(press).first().click();
  if (state.opens !== undefined) await page.locator(state.opens).first().waitFor();
}

export interface ShownState {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly theme?: "light" | "dark";
}

/** A state of the gallery on a shelf of its own, pressed as it says. */
export async function showState(
  { browser, built }: Pick<Screens, "browser" | "built">,
  scenario: Scenario,
  { language, width, height, theme = "light" }: ShownState,
): Promise<{ readonly page: Page } & AsyncDisposable> {
  const server = await startFakeServer({ built });
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(server.url + scenario.prepare(server, language));
  await pressThrough(page, scenario);
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server.stop();
    },
  };
}

export interface ScreenOptions {
  readonly language?: Language;
  readonly width?: number;
  readonly height?: number;
  /** How far the book is: its concepts are there, and the stages before this one confirmed. */
  readonly stage?: Stage;
  readonly before?: (page: Page) => Promise<unknown>;
}

export interface Screen extends AsyncDisposable {
  readonly page: Page;
  readonly session: FakeSession;
  /** The bodies that were sent as commands. */
  readonly sent: () => readonly unknown[];
  /** What was wrong by the console's word. */
  readonly complaints: readonly string[];
}

export interface Screens extends AsyncDisposable {
  readonly browser: Browser;
  readonly server: FakeServer;
  /** The folder of the built interface. */
  readonly built: string;
  /** A page on the studio of a new book. */
  readonly studio: (options?: ScreenOptions) => Promise<Screen>;
  /** A page of its own context. */
  readonly open: (path: string, options?: ScreenOptions) => Promise<Page>;
}

export async function startScreens(): Promise<Screens> {
  await buildUi();
  const built = builtPages;
  const server = await startFakeServer({ built });
  const browser = await launchChromium();

  async function open(path: string, options: ScreenOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      locale: options.language ?? "en",
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await options.before?.(page);
    await page.goto(server.url + path);
    return page;
  }

  return {
    browser,
    server,
    built,
    open,
    async studio(options = {}) {
      const session = server.begin(options.language ?? "en");
      advance(session, options.stage ?? "CONCEPT_SELECTION");
      const { session_id } = session.state();
      const complaints: string[] = [];
      const page = await open(`/sessions/${session_id}`, {
        ...options,
        async before(fresh) {
          fresh.on("pageerror", (error) => complaints.push(String(error)));
          await options.before?.(fresh);
        },
      });
      await settled(page);
      return {
        page,
        session,
        complaints,
        sent: () =>
          server.posts.flatMap(({ path, body }) => (path.includes(session_id) ? [body] : [])),
        [Symbol.asyncDispose]: () => page.context().close(),
      };
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.stop();
    },
  };
}
