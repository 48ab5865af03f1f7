/** Which of the interface's languages a page is shown in. Needs next to nothing: it runs before all else. */
import { WORD_FILES } from "./word-files.ts";

/** What the interface speaks: the languages that have their files here. */
export const INTERFACE_LANGUAGES = Object.keys(WORD_FILES.everywhere).map((path) =>
  path.slice("./".length, -".ts".length),
);

/** The first of the wanted languages that the interface speaks; English where it speaks none. */
function pickLanguage(
  wanted: readonly string[],
  spoken: readonly string[] = INTERFACE_LANGUAGES,
): string {
  for (const tag of wanted) {
    const [language, script] = partsOf(tag);
    const same = spoken.filter((one) => partsOf(one)[0] === language);
    const found = same.find((one) => partsOf(one)[1] === script) ?? same[0];
    if (found !== undefined) return found;
  }
  return "en";
}

/** What was chosen on this device, else what the browser wants. */
export function firstLanguage(): string {
  const kept = keptLanguage();
  return INTERFACE_LANGUAGES.find((one) => one === kept) ?? pickLanguage(navigator.languages);
}

/** Blocked storage reads as empty. */
function keptLanguage(): string | null {
  try {
    return window.localStorage.getItem("genesis.language");
  } catch {
    return null;
  }
}

/** Language and script: zh-TW and zh-HK are both written in Hant. */
function partsOf(tag: string): readonly [string, string | undefined] {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return [language, script];
  } catch {
    return [tag, undefined];
  }
}
