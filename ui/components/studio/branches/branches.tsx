/** The branches' view, in the stage's place; fetched when it is opened. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../../../i18n/words.ts";
import { queryParameter, setQueryParameter } from "../../../models/app/router.ts";
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

/** @param version where another way would begin; absent: now */
export function openBranches(version?: number): void {
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

export function Branches(props: BranchesProps): JSX.Element {
  const [view, setView] = useState<{ readonly of: ComponentType<BranchesProps> } | null>(null);
  useEffect(() => {
    import("./branches-view.tsx").then(
      ({ BranchesView }) => setView({ of: BranchesView }),
      () => undefined,
    );
  }, []);
  return view === null ? <p class="muted">{words.value.chrome.loading}</p> : <view.of {...props} />;
}
