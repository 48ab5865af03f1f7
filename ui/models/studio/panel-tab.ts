/** What stands beside the document: what the writer opened, else what there is to see. */
import type { ReadonlySignal } from "@preact/signals";
import type { Selection } from "./rounds.ts";

export const PANEL_TABS = ["changes", "history", "brief", "material"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

interface Beside {
  /** Null until the writer opens one. */
  readonly panelTab: ReadonlySignal<PanelTab | null>;
  readonly selection: ReadonlySignal<Selection | null>;
}

/** Never an empty one: where nothing has changed yet, the writer's own words. */
export function panelTabOf(studio: Beside): PanelTab {
  if (studio.panelTab.value !== null) return studio.panelTab.value;
  const chosen = studio.selection.value;
  return chosen === null || chosen.proposal.origin.parent_proposal_id === null
    ? "brief"
    : "changes";
}
