/** The writer's choices about the interface, kept on this device. */
import { effect, signal } from "@preact/signals";
import { LANGUAGES, type Language } from "#shared/statuses.ts";
import { firstLanguage } from "../../i18n/pick-language.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { loadWords } from "../../i18n/word-set.ts";
import { device } from "../browser/storage.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>("auto");
/** Whether single keys (1–9, J, K, L …) do something. */
export const keysOn = signal(true);
/** The language that a new book gets; null follows the interface. */
export const bookLanguage = signal<Language | null>(null);

/** Reads what was kept, then keeps each later change and shows it on the document. */
export function startPreferences(): void {
  const storage = device();
  interfaceLanguage.value = firstLanguage();
  theme.value = THEMES.find((name) => name === storage.read("theme")) ?? "auto";
  keysOn.value = storage.read("keys") !== "off";
  const keptBook = storage.read("book_language");
  bookLanguage.value = LANGUAGES.find((language) => language === keptBook) ?? null;

  effect(() => {
    document.documentElement.lang = interfaceLanguage.value;
  });
  effect(() => {
    if (theme.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}

/** Once its words are here; where they do not come, all stays as it is. */
export async function setInterfaceLanguage(language: string): Promise<void> {
  await loadWords(language);
  interfaceLanguage.value = language;
  device().write("language", language);
}

export function setTheme(next: Theme): void {
  theme.value = next;
  device().write("theme", next === "auto" ? null : next);
}

export function setKeysOn(on: boolean): void {
  keysOn.value = on;
  device().write("keys", on ? null : "off");
}

export function setBookLanguage(language: Language): void {
  bookLanguage.value = language;
  device().write("book_language", language);
}
