/**
 * The first of the interface's code: asks at once for everything that the address needs, in the
 * interface's language alone, and then starts.
 */
import "./page-place.ts";
import { firstLanguage } from "./i18n/pick-language.ts";
import { withoutBase } from "./models/app/place.ts";
import { pageOf, requestPage } from "./pages/pages.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/top-bar.css";
import "./styles/dashboard.css";

const root = document.getElementById("app");
if (root) {
  requestPage(pageOf(withoutBase(window.location.pathname)), firstLanguage());
  const { start } = await import("./start.tsx");
  await start(root);
}
