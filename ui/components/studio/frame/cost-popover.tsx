/** What the book has cost, in the top bar; the rest of it is fetched when it is opened. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { costSaid, dollars } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { onDemand } from "../../controls/on-demand.tsx";
import { Popover } from "../../controls/popover.tsx";

interface SheetProps {
  readonly studio: Studio;
}

export function CostPopover({ studio }: SheetProps): JSX.Element | null {
  const state = studio.session.state.value;
  if (!state) return null;
  const text = words.value.session;
  const said = costSaid(state.usage, state.budget.spent_usd);
  const label =
    said.kind === "unknown"
      ? text.costUnknown
      : said.kind === "free"
        ? state.usage.output_tokens === 0
          ? text.costNone
          : text.costFree
        : said.kind === "exact"
          ? text.cost(dollars(said.usd))
          : text.costAtLeast(dollars(said.usd));
  return (
    <Popover align="end" label={label}>
      <Sheet studio={studio} />
    </Popover>
  );
}

const Sheet = onDemand<SheetProps>(async () => (await import("./cost-sheet.tsx")).CostSheet, {
  waiting: () => <p>…</p>,
});
