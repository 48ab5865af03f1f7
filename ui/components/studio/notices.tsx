/** What the writer should know about this device and the others, each with what to press. */
import type { JSX } from "preact";
import { words } from "../../i18n/words.ts";
import type { Studio } from "../../models/studio.ts";
import { Button } from "../button.tsx";
import { failureWords } from "../failure-words.ts";

export function Notices({ studio }: { readonly studio: Studio }): JSX.Element {
  const { session } = studio;
  const text = words.value;
  const failed = session.failedPress.value;
  return (
    <>
      {session.connection.value === "offline" ? (
        <div class="notice" role="status">
          <p>{text.notices.offline}</p>
          <Button onPress={() => void session.refresh()}>{text.actions.tryAgain}</Button>
        </div>
      ) : null}
      {session.changedElsewhere.value ? (
        <div class="notice" role="status">
          <p>{text.notices.changedElsewhere}</p>
          <Button onPress={session.dismissChanged}>{text.actions.dismiss}</Button>
        </div>
      ) : null}
      {failed ? (
        <div class="notice error" role="alert">
          <p>{failureWords(failed)}</p>
          {failed.outcome.outcome === "unreachable" ? (
            <Button onPress={failed.retry}>{text.actions.tryAgain}</Button>
          ) : null}
          <Button kind="quiet" onPress={session.dismissFailure}>
            {text.actions.dismiss}
          </Button>
        </div>
      ) : null}
    </>
  );
}
