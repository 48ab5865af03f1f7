/** The interface's language, light or dark, and whether single keys act. */
import type { JSX } from "preact";
import { LANGUAGES } from "#shared/statuses.ts";
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
import { Icon } from "../controls/icon.tsx";
import { Popover } from "../controls/popover.tsx";

/** Each language in its own words. */
const LANGUAGE_NAMES = { "zh-CN": "简体中文", en: "English" } as const;

export function PreferencesMenu(): JSX.Element {
  const text = words.value.chrome;
  return (
    <Popover
      label={
        <>
          <Icon name="display" />
          <span class="display-word">{text.display}</span>
        </>
      }
      name={text.displayName}
      align="end"
      class="display-menu"
    >
      <div class="display-settings">
        <fieldset>
          <legend class="label">{text.interfaceLanguage}</legend>
          <div class="chips">
            {LANGUAGES.map((language) => (
              <button
                key={language}
                type="button"
                class="chip"
                lang={language}
                aria-pressed={interfaceLanguage.value === language}
                onClick={() => setInterfaceLanguage(language)}
              >
                {LANGUAGE_NAMES[language]}
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
    </Popover>
  );
}
