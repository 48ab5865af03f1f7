/** The branches' view, in the stage's place; fetched when it is opened. */
import { words } from "../../../i18n/words.ts";
import { queryParameter, setQueryParameter } from "../../../models/browser/router.ts";
import { onDemand } from "../../controls/on-demand.tsx";
import type { Studio } from "../../../models/studio/studio.ts";

export interface BranchesProps {
  readonly studio: Studio;
}

const PARAMETER = "branches";
/** The map without a version: a branch begins with what is there now. */
const NOW = "now";

export function areBranchesOpen(): boolean {
  return queryParameter(PARAMETER) !== null;
}

/** @param version where another way would begin, or what else is looked at; absent: now */
export function openBranches(version?: number | string): void {
  setQueryParameter(PARAMETER, version === undefined ? NOW : String(version));
}

export function closeBranches(): void {
  setQueryParameter(PARAMETER, null);
}

/** The version that the view was opened at; null: now. */
export function branchVersion(): number | null {
  const version = Number(queryParameter(PARAMETER));
  return Number.isInteger(version) && version > 0 ? version : null;
}

export const Branches = onDemand<BranchesProps>(
  async () => (await import("./branches-view.tsx")).BranchesView,
  { waiting: () => <p class="muted">{words.value.chrome.loading}</p> },
);
