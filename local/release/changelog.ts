/** The changelog's part of a release. */

export type DatedChangelog =
  | { readonly outcome: "DATED"; readonly text: string }
  | { readonly outcome: "NOTHING_NEW" };

const UNRELEASED = "## Unreleased\n";

/**
 * What is under "Unreleased" goes under the version and its date; an empty "Unreleased" stays on top.
 * @param date YYYY-MM-DD
 */
export function datedChangelog(text: string, version: string, date: string): DatedChangelog {
  const start = text.indexOf(UNRELEASED);
  if (start < 0) return { outcome: "NOTHING_NEW" };
  const after = text.slice(start + UNRELEASED.length);
  const next = after.search(/^## /m);
  const entries = next < 0 ? after : after.slice(0, next);
  if (entries.trim() === "") return { outcome: "NOTHING_NEW" };
  const head = `${text.slice(0, start)}${UNRELEASED}\n## ${version} (${date})\n`;
  return { outcome: "DATED", text: head + after };
}
