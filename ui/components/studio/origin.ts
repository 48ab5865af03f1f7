/** Where a round is from, in a line. */
import type { Proposal } from "#shared/proposal.ts";
import { words } from "../../i18n/words.ts";

export function originWords(proposal: Proposal): string {
  const text = words.value.origin;
  const { origin } = proposal;
  const from = origin.kind === "ai" ? text.ai(origin.model ?? "") : text[origin.kind];
  return origin.stopped ? `${from} · ${text.stopped}` : from;
}
