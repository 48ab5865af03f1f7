/** Where a round is from, in a line; of a sample its own tag says it. */
import type { Proposal } from "#shared/session/proposal.ts";
import { STAGES } from "#shared/stages.ts";
import { words } from "../../../i18n/studio.words.ts";

export function originWords(proposal: Proposal): string {
  const text = words.value.origin;
  const { origin } = proposal;
  const from =
    origin.kind === "ai"
      ? text.ai(origin.model ?? "")
      : origin.kind === "sample"
        ? ""
        : text[origin.kind];
  const left = origin.left_out ?? [];
  const stages = STAGES.filter((stage) => left.includes(`accepted ${stage}`)).map(
    (stage) => words.value.stages[stage],
  );
  const shortened = left.length > 0 ? text.leftOut(stages.join(" · ")) : "";
  return [from, origin.stopped ? text.stopped : "", shortened]
    .filter((part) => part !== "")
    .join(" · ");
}
