/** What the book has cost, stage by stage, what models cost by month, and the book's budget. */
import type { JSX } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { STAGES } from "#shared/stages.ts";
import { costWords } from "../../../i18n/cost.words.ts";
import { words } from "../../../i18n/studio.words.ts";
import { createMonths } from "../../../models/app/model-usage.ts";
import { type CostSaid, costSaid, dollars } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { setBudget } from "./budget-spent.tsx";
import { Told } from "./told.tsx";
import "../../../styles/cost.css";

export function CostSheet({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  if (!state) return null;
  const text = costWords.value;
  const called = STAGES.filter((stage) => {
    const { usage } = state.stages[stage];
    return usage.input_tokens > 0 || usage.output_tokens > 0 || usage.cost_usd !== 0;
  });
  return (
    <div class="cost-sheet">
      <h2 class="label">{text.book}</h2>
      {called.length === 0 ? <p class="muted">{text.none}</p> : null}
      <dl class="cost-lines">
        {called.map((stage) => {
          const { usage } = state.stages[stage];
          return (
            <div key={stage} title={text.tokens(`${usage.input_tokens}`, `${usage.output_tokens}`)}>
              <dt>{words.value.stages[stage]}</dt>
              <dd>{costSentence(costSaid(usage))}</dd>
            </div>
          );
        })}
      </dl>
      <BudgetForm studio={studio} />
      <Months />
      <Told studio={studio} />
    </div>
  );
}

function costSentence(said: CostSaid): string {
  const text = costWords.value;
  switch (said.kind) {
    case "free":
      return text.free;
    case "unknown":
      return text.unknown;
    case "exact":
      return dollars(said.usd);
    case "at_least":
      return text.atLeast(dollars(said.usd));
  }
}

function BudgetForm({ studio }: { readonly studio: Studio }): JSX.Element {
  const text = costWords.value;
  const id = useId();
  const budget = studio.session.state.value?.budget ?? { limit_usd: null, spent_usd: 0 };
  const [typed, setTyped] = useState(budget.limit_usd === null ? "" : `${budget.limit_usd}`);
  const limit = typed.trim() === "" ? Number.NaN : Number(typed);
  const isGood = Number.isFinite(limit) && limit >= 0;
  return (
    <form
      class="cost-budget"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) void setBudget(studio, limit);
      }}
    >
      <label class="label" for={id}>
        {text.budget}
      </label>
      <input
        id={id}
        class="box one-line"
        type="number"
        min="0"
        step="any"
        inputMode="decimal"
        value={typed}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isGood}>
        {text.set}
      </Button>
      {budget.limit_usd === null ? null : (
        <Button
          kind="quiet"
          onPress={() => {
            setTyped("");
            void setBudget(studio, null);
          }}
        >
          {text.lift}
        </Button>
      )}
      <p id={`${id}-hint`} class="muted label" role="status">
        {budget.limit_usd === null
          ? null
          : `${text.left(dollars(budget.spent_usd), dollars(budget.limit_usd))} `}
        {text.notCounted}
      </p>
    </form>
  );
}

/** Fetched when the sheet is opened. */
function Months(): JSX.Element | null {
  const text = costWords.value;
  const months = useMemo(() => createMonths(), []);
  useEffect(() => {
    void months.load();
  }, [months]);
  const usage = months.usage.value;
  if (usage.length === 0) return null;
  return (
    <>
      <h2 class="label">{text.all}</h2>
      <dl class="cost-lines">
        {usage.slice(0, 24).map((of) => (
          <div
            key={`${of.month} ${of.model} ${of.host}`}
            title={text.tokens(`${of.input_tokens}`, `${of.output_tokens}`)}
          >
            <dt>{text.month(of.month, of.model ?? of.host ?? "")}</dt>
            <dd>
              {costSentence(
                costSaid(of.unknown_calls > 0 ? { cost_usd: null } : of, of.cost_usd ?? 0),
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
