/** The interface's start: preferences, router, page. */
import { render } from "preact";
import { App } from "./app.tsx";
import { keepClear } from "./components/page/keep-clear.ts";
import { keepFocus } from "./components/page/focus-keeper.ts";
import { survivesTranslation } from "./components/page/translated.ts";
import { startPreferences } from "./models/app/preferences.ts";
import { startRouter } from "./models/app/router.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/top-bar.css";
import "./styles/dashboard.css";

const root = document.getElementById("app");
if (root) {
  startPreferences();
  startRouter();
  survivesTranslation(root);
  keepFocus(root);
  keepClear();
  render(<App />, root);
}
