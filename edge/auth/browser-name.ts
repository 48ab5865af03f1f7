/** What a browser is called in the list of an account's: its kind and its system, and nothing else. */

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Longer ones are no browser's. */
const MAX_CHARS = 512;

/** @returns such as `Firefox · Windows`, of fixed words alone; null where it says neither */
export function browserName(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent.length > MAX_CHARS) return null;
  const first = (words: typeof BROWSERS) => words.find(([pattern]) => pattern.test(userAgent))?.[1];
  const names = [first(BROWSERS), first(SYSTEMS)].filter((name) => name !== undefined);
  return names.length === 0 ? null : names.join(" · ");
}
