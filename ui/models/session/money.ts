/** Money in US dollars: as it is read, and the next budget. Pure. */
import type { Budget, Usage } from "#shared/session/state.ts";

export function dollars(usd: number): string {
  if (usd === 0) return "$0";
  return `$${usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`;
}

/** What is said of a sum: unknown is never free, and what is known of it is told. */
export type CostSaid =
  | { readonly kind: "free" }
  | { readonly kind: "unknown" }
  | { readonly kind: "exact"; readonly usd: number }
  | { readonly kind: "at_least"; readonly usd: number };

/** @param counted_usd what is known of a sum that is not known as a whole */
export function costSaid(usage: Pick<Usage, "cost_usd">, counted_usd = 0): CostSaid {
  if (usage.cost_usd === null) {
    return counted_usd > 0 ? { kind: "at_least", usd: counted_usd } : { kind: "unknown" };
  }
  return usage.cost_usd === 0 ? { kind: "free" } : { kind: "exact", usd: usage.cost_usd };
}

export function isBudgetSpent({ limit_usd, spent_usd }: Budget): boolean {
  return limit_usd !== null && spent_usd >= limit_usd;
}

/** The next budget, in one press: as much again, a dollar at least, and more than is spent. */
export function raisedBudget({ limit_usd, spent_usd }: Budget): number {
  const step = Math.max(limit_usd ?? 0, 1);
  const over = Math.max(limit_usd ?? 0, spent_usd);
  return Math.ceil((over + step) * 100) / 100;
}
