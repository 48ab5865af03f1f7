/** The interface's start: preferences, router, page. */
import { render } from "preact";
import { App } from "./app.tsx";
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
  render(<App />, root);
}
