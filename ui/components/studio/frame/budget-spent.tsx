/** The book's budget is spent: in one sentence, and raised in one press. */
import type { JSX } from "preact";
import { costWords } from "../../../i18n/cost.words.ts";
import { dollars, isBudgetSpent, raisedBudget } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";

export function BudgetSpent({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const budget = studio.session.state.value?.budget;
  if (!budget || !isBudgetSpent(budget)) return null;
  const text = costWords.value;
  const raised = raisedBudget(budget);
  return (
    <div class="notice" role="status">
      <p>{text.spent(dollars(budget.limit_usd ?? 0))}</p>
      <Button onPress={() => void setBudget(studio, raised)}>{text.raise(dollars(raised))}</Button>
    </div>
  );
}

export async function setBudget(studio: Studio, limit_usd: number | null): Promise<void> {
  await studio.session.send(
    { command_type: "SET_BUDGET", payload: { limit_usd } },
    () => void setBudget(studio, limit_usd),
  );
}
