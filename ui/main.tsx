/**
 * The first of the interface's code: asks at once for everything that the address needs, in the
 * interface's language alone, and then starts.
 */
import "./page-place.ts";
import { firstLanguage } from "./i18n/pick-language.ts";
import { withoutBase } from "./models/browser/place.ts";
import { pageOf, requestPage } from "./pages/pages.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/top-bar.css";
import "./styles/dashboard.css";
import "./styles/shelf.css";

const root = document.getElementById("app");
if (root) {
  requestPage(pageOf(withoutBase(window.location.pathname)), firstLanguage());
  try {
    const { start } = await import("./start.tsx");
    await start(root);
  } catch {
    // A piece did not come: nothing that has words is here yet.
    root.textContent =
      "页面没有完全加载，请刷新。 The page did not load completely: please reload it.";
  }
}
