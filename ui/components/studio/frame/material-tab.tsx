/** The place of the writer's own material in the panel: its code is fetched when it is looked at. */
import { words } from "../../../i18n/words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { onDemand } from "../../controls/on-demand.tsx";

export const MaterialTab = onDemand<{ readonly studio: Studio }>(
  async () => (await import("../../material/material-panel.tsx")).MaterialPanel,
  { isApart: true, waiting: () => <p class="muted">{words.value.chrome.loading}</p> },
);
