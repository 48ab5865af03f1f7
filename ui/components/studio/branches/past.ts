/** Which version of the book is looked at, in the place where branches are shown. */
import { queryParameter } from "../../../models/browser/router.ts";
import { openBranches } from "./branches.tsx";

const PAST = /^past-([1-9]\d{0,9})$/;

export function openPast(version: number): void {
  openBranches(`past-${version}`);
}

/** Null: none, the map of branches is shown. */
export function pastVersion(): number | null {
  const found = PAST.exec(queryParameter("branches") ?? "");
  return found === null ? null : Number(found[1]);
}
