/** The shelf: every book once, what was deleted just now, and the way to what was put away. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { dashboardWords } from "../../i18n/dashboard.words.ts";
import { words } from "../../i18n/words.ts";
import { bySeries } from "../../models/app/by-series.ts";
import type { Dashboard } from "../../models/app/dashboard.ts";
import { isAnythingPutAway } from "../../models/app/put-away.ts";
import { createShelfDeletion } from "../../models/app/shelf-deletion.ts";
import { Button } from "../controls/button.tsx";
import { useNow } from "../controls/clock.ts";
import { onDemand } from "../controls/on-demand.tsx";
import { Book } from "./book.tsx";
import { DeletedBooks } from "./deleted-books.tsx";

export function Shelf({ dashboard }: { readonly dashboard: Dashboard }): JSX.Element {
  const deletion = useMemo(() => createShelfDeletion(dashboard), [dashboard]);
  const text = dashboardWords.value;
  const now = useNow(30_000);
  const sessions = bySeries(dashboard.sessions.value);
  const isArrangeable = useArrangeable(dashboard);
  return (
    <section class="shelf" aria-labelledby="shelf-title">
      <h2 class="section-title" id="shelf-title">
        {text.shelf}
      </h2>
      {dashboard.shelf.value === "failed" ? (
        <div class="notice">
          <p>{text.shelfFailed}</p>
          <Button onPress={() => void dashboard.refresh()}>{words.value.actions.tryAgain}</Button>
        </div>
      ) : null}
      {dashboard.shelf.value === "ready" && sessions.length === 0 ? (
        <p class="muted shelf-empty">{text.shelfEmpty}</p>
      ) : null}
      <DeletedBooks model={deletion} />
      {isArrangeable ? <Arrange onChanged={() => void dashboard.refresh()} /> : null}
      <ul class="books">
        {sessions.map((session) => (
          <Book key={session.session_id} session={session} now={now} deletion={deletion} />
        ))}
      </ul>
      {dashboard.hasMore.value ? (
        <Button onPress={() => void dashboard.more()}>{text.shelfMore}</Button>
      ) : null}
    </section>
  );
}

/** Whether there is anything to arrange: what was put away or deleted is found there, too. */
function useArrangeable({ shelf, sessions }: Dashboard): boolean {
  const [isThere, setThere] = useState(false);
  const isReady = shelf.value === "ready";
  const isEmpty = sessions.value.length === 0;
  useEffect(() => {
    if (!isReady) return;
    let isWanted = true;
    const found = isEmpty ? isAnythingPutAway() : Promise.resolve(true);
    void found.then((isFound) => {
      if (isWanted) setThere(isFound);
    });
    return () => {
      isWanted = false;
    };
  }, [isReady, isEmpty]);
  // With the first books at once, so that it does not push them down.
  return isReady && (!isEmpty || isThere);
}

/** Finding, sorting and putting away: fetched when it is opened. */
const ArrangeShelf = onDemand<{ readonly onChanged: () => void }>(
  async () => (await import("./arrange-shelf.tsx")).ArrangeShelf,
  { isApart: true, waiting: () => <p class="muted">{words.value.chrome.loading}</p> },
);

function Arrange({ onChanged }: { readonly onChanged: () => void }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {dashboardWords.value.arrange}
      </Button>
      {isOpen ? <ArrangeShelf onChanged={onChanged} /> : null}
    </>
  );
}
