/** What can be set of the interface: its language, light or dark, and whether single keys act. */
import type { JSX } from "preact";
import { INTERFACE_LANGUAGES } from "../../i18n/pick-language.ts";
import { words } from "../../i18n/words.ts";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import {
  keysOn,
  setInterfaceLanguage,
  setKeysOn,
  setTheme,
  THEMES,
  theme,
} from "../../models/app/preferences.ts";

/** Each language in its own words: 简体中文, English. */
function ownName(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize();
  const name = language === "zh" ? `${language}-${script}` : language;
  return new Intl.DisplayNames(tag, { type: "language" }).of(name) ?? tag;
}

export function PreferencesSheet(): JSX.Element {
  const text = words.value.chrome;
  return (
    <div class="display-settings">
      <fieldset>
        <legend class="label">{text.interfaceLanguage}</legend>
        <div class="chips">
          {INTERFACE_LANGUAGES.map((language) => (
            <button
              key={language}
              type="button"
              class="chip"
              lang={language}
              aria-pressed={interfaceLanguage.value === language}
              onClick={() => void setInterfaceLanguage(language).catch(() => undefined)}
            >
              {ownName(language)}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend class="label">{text.theme}</legend>
        <div class="chips">
          {THEMES.map((name) => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-pressed={theme.value === name}
              onClick={() => setTheme(name)}
            >
              {text.themes[name]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend class="label">{text.singleKeys}</legend>
        <div class="chips">
          <button
            type="button"
            class="chip"
            aria-pressed={keysOn.value}
            onClick={() => setKeysOn(true)}
          >
            {text.on}
          </button>
          <button
            type="button"
            class="chip"
            aria-pressed={!keysOn.value}
            onClick={() => setKeysOn(false)}
          >
            {text.off}
          </button>
        </div>
      </fieldset>
    </div>
  );
}
