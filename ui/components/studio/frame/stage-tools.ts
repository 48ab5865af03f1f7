/** What the stage's tools do, and are called, on a large screen and in the menu of a small one. */
import { words } from "../../../i18n/studio.words.ts";
import { panelTabOf } from "../../../models/studio/panel-tab.ts";
import type { Studio } from "../../../models/studio/studio.ts";

/** The panel by what it opens on. */
export function panelWord(studio: Studio): string {
  const { actions, panel } = words.value;
  return panelTabOf(studio) === "brief" ? panel.brief : actions.changesAndHistory;
}

export function toggleCompare(studio: Studio): void {
  studio.comparing.value = !studio.comparing.value;
}
