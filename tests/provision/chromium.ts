/** A real browser without system packages. */
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * Headless; `close` ends it. The caller makes a context of its own per test.
 * @param options.args further ones of Chromium's command line
 */
export async function launchChromium(
  options: { readonly args?: readonly string[] } = {},
): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Not the package's own list: it is for one process in a cloud function, not for tests.
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--font-render-hinting=none",
      ...(options.args ?? []),
    ],
    headless: true,
  });
}
