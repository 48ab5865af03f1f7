/** The interface's words in English. */
import type { Shape } from "./shape.ts";
import type { zhCN } from "./zh-CN.ts";

export const en: Shape<typeof zhCN> = {
  chrome: {
    studio: "Genesis Studio",
    skip: "Skip to the page",
    back: "Back",
    display: "Display",
    displayName: "Display: language, light or dark, keys",
    interfaceLanguage: "Interface language",
    theme: "Light or dark",
    themes: { auto: "As the system", light: "Light", dark: "Dark" },
    singleKeys: "Single-key shortcuts",
    on: "On",
    off: "Off",
    loading: "Opening…",
    notFoundTitle: "There is no such page",
    notFound: "The address may be mistyped, or it belongs to another account.",
    toDashboard: "Back to the shelf",
    broken: "This page did not open. Everything you wrote is saved.",
    reload: "Open it again",
  },
};
