/** What the writer should know about this device and the others, each with what to press. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import { isBudgetSpent } from "../../../models/session/money.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { BudgetSpent } from "../parts.ts";

export function Notices({ studio }: { readonly studio: Studio }): JSX.Element {
  const { session } = studio;
  const text = words.value;
  const budget = session.state.value?.budget;
  return (
    <>
      {session.connection.value === "offline" ? (
        <div class="notice" role="status">
          <p>{text.notices.offline}</p>
          <Button onPress={() => void session.refresh()}>{text.actions.tryAgain}</Button>
        </div>
      ) : null}
      {budget !== undefined && isBudgetSpent(budget) ? <BudgetSpent studio={studio} /> : null}
      {session.changedElsewhere.value ? (
        <div class="notice" role="status">
          <p>{text.notices.changedElsewhere}</p>
          <Button onPress={session.dismissChanged}>{text.actions.dismiss}</Button>
        </div>
      ) : null}
    </>
  );
}
