/** A press that did not work: what happened, what was kept, and the same press again. */
import type { JSX } from "preact";
import { words } from "../../../i18n/studio.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { failureWords } from "../../page/failure-words.ts";

export function PressFailure({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const { session } = studio;
  const failed = session.failedPress.value;
  if (!failed) return null;
  const text = words.value.actions;
  const { outcome } = failed;
  const isWorthAgain = outcome.outcome === "unreachable" || outcome.problem.code === "RATE_LIMITED";
  return (
    <div class="notice error press-failure" role="alert">
      <p>{failureWords(failed)}</p>
      {isWorthAgain ? <Button onPress={failed.retry}>{text.tryAgain}</Button> : null}
      <Button kind="quiet" onPress={session.dismissFailure}>
        {text.dismiss}
      </Button>
    </div>
  );
}
