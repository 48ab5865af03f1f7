/** What was deleted just now, with the way back. The focus goes there, as its button is gone. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SessionSummary } from "#shared/session/state.ts";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { words } from "../../i18n/words.ts";
import type { ShelfDeletion } from "../../models/app/shelf-deletion.ts";
import { Button } from "../controls/button.tsx";
import { failureWords } from "../page/failure-words.ts";

export function DeletedBooks({ model }: { readonly model: ShelfDeletion }): JSX.Element {
  const failed = model.failed.value;
  const { actions } = words.value;
  return (
    <>
      {failed === null ? null : (
        <div class="notice error" role="alert">
          <p>{failureWords(failed)}</p>
          <Button onPress={failed.retry}>{actions.tryAgain}</Button>
          <Button kind="quiet" onPress={model.dismissFailure}>
            {actions.dismiss}
          </Button>
        </div>
      )}
      <div role="status">
        {model.deleted.value.map((session) => (
          <DeletedBook key={session.session_id} session={session} model={model} />
        ))}
      </div>
    </>
  );
}

function DeletedBook(props: {
  readonly session: SessionSummary;
  readonly model: ShelfDeletion;
}): JSX.Element {
  const { session, model } = props;
  const { actions } = words.value;
  const dashboard = dashboardWords.value;
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => own.current?.querySelector("button")?.focus(), []);
  const undo = () => {
    // The button goes with what it undoes: the focus waits at the shelf.
    const shelf = own.current?.closest("section");
    if (shelf) {
      shelf.tabIndex = -1;
      shelf.focus({ preventScroll: true });
    }
    void model.undo(session);
  };
  const title = session.title === "" ? words.value.chrome.untitled : session.title;
  return (
    <div class="notice" ref={own}>
      <p>{dashboard.deleted(title)}</p>
      <Button name={dashboard.undoDeleteName(title)} onPress={undo}>
        {dashboard.undoDelete}
      </Button>
      <Button kind="quiet" onPress={() => model.dismiss(session)}>
        {actions.dismiss}
      </Button>
    </div>
  );
}
