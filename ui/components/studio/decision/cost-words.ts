/** What the next generation costs, in words. */
import type { SessionState } from "#shared/session/state.ts";
import { words } from "../../../i18n/studio.words.ts";
import { dollars } from "../../../models/session/money.ts";

/** The mean of what this book's have cost with the model that writes now, where that is known. */
export function costWords(state: SessionState): string {
  const text = words.value.cost;
  if (state.generator.kind === "sample") return text.sample;
  const { model } = state.generator;
  const costs = Object.values(state.stages)
    .flatMap((stage) => stage.proposals)
    .filter(({ origin }) => origin.kind === "ai" && (model === null || isOf(model, origin.model)))
    .map((proposal) => proposal.origin.cost_usd);
  const known = costs.filter((cost) => cost !== null);
  if (known.length === 0 || known.length < costs.length) return text.unknown;
  const mean = known.reduce((sum, cost) => sum + cost, 0) / known.length;
  return mean === 0 ? text.free : text.estimate(dollars(mean));
}

/** Endpoints report the version that a name stands for: gpt-4o-2024-08-06, qwen3:latest. */
const VERSION = /^(?:[-:@](?:\d|latest$).*)?$/;

/** Whether what was reported is the model that was asked for; "gpt-4o-mini" is another than "gpt-4o". */
function isOf(model: string, reported: string | null): boolean {
  return reported?.startsWith(model) === true && VERSION.test(reported.slice(model.length));
}
