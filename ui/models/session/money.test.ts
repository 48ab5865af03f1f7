import { expect, test } from "vitest";
import { costSaid, dollars, isBudgetSpent, raisedBudget } from "./money.ts";

test("a cost is exact, a least, free or unknown; unknown is never free", () => {
  expect(costSaid({ cost_usd: 0.5 }, 0.5)).toEqual({ kind: "exact", usd: 0.5 });
  expect(costSaid({ cost_usd: null }, 0.5)).toEqual({ kind: "at_least", usd: 0.5 });
  expect(costSaid({ cost_usd: null })).toEqual({ kind: "unknown" });
  expect(costSaid({ cost_usd: 0 })).toEqual({ kind: "free" });
  expect([dollars(0), dollars(0.0012), dollars(1.5)]).toEqual(["$0", "$0.0012", "$1.50"]);
});

test("a budget is spent at its limit, and one press raises it above what is spent", () => {
  expect(isBudgetSpent({ limit_usd: null, spent_usd: 9 })).toBe(false);
  expect(isBudgetSpent({ limit_usd: 1, spent_usd: 0.99 })).toBe(false);
  expect(isBudgetSpent({ limit_usd: 1, spent_usd: 1 })).toBe(true);
  expect(isBudgetSpent({ limit_usd: 0, spent_usd: 0 })).toBe(true);
  expect(raisedBudget({ limit_usd: 0, spent_usd: 0 })).toBe(1);
  expect(raisedBudget({ limit_usd: 5, spent_usd: 5.2 })).toBe(10.2);
});
