/** What the writer should know about this device and the others, each with what to press. */
import type { JSX } from "preact";
import { words } from "../../../i18n/words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { BudgetSpent } from "./budget-spent.tsx";

export function Notices({ studio }: { readonly studio: Studio }): JSX.Element {
  const { session } = studio;
  const text = words.value;
  return (
    <>
      {session.connection.value === "offline" ? (
        <div class="notice" role="status">
          <p>{text.notices.offline}</p>
          <Button onPress={() => void session.refresh()}>{text.actions.tryAgain}</Button>
        </div>
      ) : null}
      <BudgetSpent studio={studio} />
      {session.changedElsewhere.value ? (
        <div class="notice" role="status">
          <p>{text.notices.changedElsewhere}</p>
          <Button onPress={session.dismissChanged}>{text.actions.dismiss}</Button>
        </div>
      ) : null}
    </>
  );
}
