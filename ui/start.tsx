/** The interface's start: preferences, words, router, page. */
import { render } from "preact";
import { App } from "./app.tsx";
import { keepClear } from "./components/page/keep-clear.ts";
import { keepFocus } from "./components/page/focus-keeper.ts";
import { survivesTranslation } from "./components/page/translated.ts";
import { fetchAhead } from "./components/controls/on-demand.tsx";
import { wordsAreHere } from "./i18n/word-set.ts";
import { onFirstUse } from "./models/app/first-use.ts";
import { keepForOffline } from "./models/app/offline.ts";
import { startPreferences } from "./models/app/preferences.ts";
import { startRouter } from "./models/browser/router.ts";

export async function start(root: HTMLElement): Promise<void> {
  startPreferences();
  startRouter();
  await wordsAreHere();
  survivesTranslation(root);
  keepFocus(root);
  keepClear();
  onFirstUse(() => {
    fetchAhead();
    keepForOffline();
  });
  render(<App />, root);
}
