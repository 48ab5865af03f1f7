/** Where a round is from, in a line; of a sample its own tag says it. */
import type { Proposal } from "#shared/http/proposal.ts";
import { words } from "../../../i18n/words.ts";

export function originWords(proposal: Proposal): string {
  const text = words.value.origin;
  const { origin } = proposal;
  const from =
    origin.kind === "ai"
      ? text.ai(origin.model ?? "")
      : origin.kind === "sample"
        ? ""
        : text[origin.kind];
  return [from, origin.stopped ? text.stopped : ""].filter((part) => part !== "").join(" · ");
}
