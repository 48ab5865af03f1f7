/** The two doors, equal and first; below, one shelf. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SessionSummary } from "#shared/session/state.ts";
import { STAGES } from "#shared/stages.ts";
import { LANGUAGES } from "#shared/statuses.ts";
import { Account } from "../components/account/account.tsx";
import { ConnectModel } from "../components/connect-model.tsx";
import { Button } from "../components/controls/button.tsx";
import { useNow } from "../components/controls/clock.ts";
import { onDemand } from "../components/controls/on-demand.tsx";
import { BringLog } from "../components/dashboard/bring-log.tsx";
import { DeletedBooks } from "../components/dashboard/deleted-books.tsx";
import { Doors } from "../components/dashboard/doors.tsx";
import { StatusGlyph } from "../components/controls/status-glyph.tsx";
import { TopBar } from "../components/page/top-bar.tsx";
import { failureWords } from "../components/page/failure-words.ts";
import { relativeDate } from "../i18n/dates.ts";
import { dashboardWords } from "../i18n/dashboard.words.ts";
import { words } from "../i18n/words.ts";
import { bySeries } from "../models/app/by-series.ts";
import { createDashboard, type Dashboard } from "../models/app/dashboard.ts";
import { interfaceLanguage, writingLanguage } from "../i18n/interface-language.ts";
import { bookLanguage, setBookLanguage } from "../models/app/preferences.ts";
import { takeSharedIdea } from "../models/app/shared-idea.ts";
import { createShelfDeletion, type ShelfDeletion } from "../models/app/shelf-deletion.ts";
import { requestPage } from "./pages.ts";
import { navigate } from "../models/browser/router.ts";
import { at } from "../models/browser/place.ts";

const BUSY_REFRESH_MS = 3_000;

export function DashboardPage(): JSX.Element {
  const dashboard = useMemo(
    () => createDashboard((session_id) => navigate(`/sessions/${session_id}`)),
    [],
  );
  const busy = dashboard.sessions.value.some((session) => session.is_pending);
  useEffect(() => {
    takeSharedIdea(dashboard.drafts);
    void dashboard.refresh();
    const again = () => {
      if (document.visibilityState === "visible") void dashboard.refresh();
    };
    document.addEventListener("visibilitychange", again);
    return () => document.removeEventListener("visibilitychange", again);
  }, [dashboard]);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void dashboard.refresh(), BUSY_REFRESH_MS);
    return () => clearInterval(timer);
  }, [dashboard, busy]);
  const text = words.value;
  useEffect(() => {
    document.title = text.chrome.studio;
  }, [text]);
  // The studio is where either door leads: its code is fetched once somebody moves towards one.
  const fetchStudio = () => requestPage("studio", interfaceLanguage.peek());
  const language = bookLanguage.value ?? writingLanguage.value;
  const failed = dashboard.failed.value;
  return (
    <>
      <TopBar />
      <main
        id="main"
        class="page dashboard"
        tabIndex={-1}
        onPointerOver={fetchStudio}
        onFocusIn={fetchStudio}
      >
        <div class="dashboard-head">
          <h1 class="page-title">{dashboardWords.value.title}</h1>
          <fieldset class="book-language">
            <legend class="label">{dashboardWords.value.bookLanguage}</legend>
            <div class="chips">
              {LANGUAGES.map((name) => (
                <button
                  key={name}
                  type="button"
                  class="chip"
                  aria-pressed={language === name}
                  onClick={() => setBookLanguage(name)}
                >
                  {dashboardWords.value.bookLanguages[name]}
                </button>
              ))}
            </div>
          </fieldset>
        </div>
        {failed ? (
          <div class="notice error" role="alert">
            <p>{failureWords(failed)}</p>
            <Button onPress={failed.retry}>{text.actions.tryAgain}</Button>
            <Button kind="quiet" onPress={dashboard.dismissFailure}>
              {text.actions.dismiss}
            </Button>
          </div>
        ) : null}
        <GoOn dashboard={dashboard} />
        <Doors
          drafts={dashboard.drafts}
          language={language}
          reason={dashboard.starting.value ? dashboardWords.value.starting : null}
          primary
          onInspire={(genre, hints) =>
            void dashboard.begin(
              {
                command_type: "REQUEST_INSPIRATION",
                payload: {
                  ...(genre === null ? {} : { genre }),
                  ...(hints === null ? {} : { hints }),
                },
              },
              language,
            )
          }
          onIdea={(idea) =>
            void dashboard.begin({ command_type: "SUBMIT_IDEA", payload: { idea } }, language)
          }
        />
        {dashboard.generator.value?.kind === "sample" ? (
          <ConnectModel label={dashboardWords.value.sampleLine} />
        ) : (
          <ConnectModel />
        )}
        <Shelf dashboard={dashboard} />
        <BringLog />
        {dashboard.shelf.value === "ready" ? (
          <Account onBrought={() => void dashboard.refresh()} />
        ) : null}
      </main>
    </>
  );
}

function Shelf({ dashboard }: { readonly dashboard: Dashboard }): JSX.Element {
  const deletion = useMemo(() => createShelfDeletion(dashboard), [dashboard]);
  const text = dashboardWords.value;
  const now = useNow(30_000);
  const sessions = bySeries(dashboard.sessions.value);
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
      {/* Also where nothing is left: what was put away or deleted is found there. */}
      {dashboard.shelf.value === "ready" ? (
        <Arrange onChanged={() => void dashboard.refresh()} />
      ) : null}
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

/** Finding, sorting and putting away: fetched when it is opened. */
const ArrangeShelf = onDemand<{ readonly onChanged: () => void }>(
  async () => (await import("../components/dashboard/arrange-shelf.tsx")).ArrangeShelf,
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

/** The book that was written last: one press and the writer is where they left off. */
function GoOn({ dashboard }: { readonly dashboard: Dashboard }): JSX.Element | null {
  const last = dashboard.sessions.value.find(({ status }) => status === "ACTIVE");
  if (!last) return null;
  const text = words.value;
  return (
    <a class="go-on" href={at(`/sessions/${last.session_id}`)}>
      <span class="label">{dashboardWords.value.goOn}</span>{" "}
      <span lang={last.language} dir="auto">
        {last.title === "" ? text.chrome.untitled : last.title}
      </span>{" "}
      <span class="muted">{dashboardWords.value.at(text.stages[last.current_stage])}</span>
    </a>
  );
}

/** One book; a finished one is its novel. */
function Book({
  session,
  now,
  deletion,
}: {
  readonly session: SessionSummary;
  readonly now: number;
  readonly deletion: ShelfDeletion;
}): JSX.Element {
  const text = words.value;
  const finished = session.status === "COMPLETED" && session.novel_id !== null;
  const href = finished ? `/novels/${session.novel_id}` : `/sessions/${session.session_id}`;
  const status = finished
    ? dashboardWords.value.novel
    : session.status === "ABANDONED"
      ? dashboardWords.value.abandoned
      : session.is_pending
        ? text.chrome.writing
        : dashboardWords.value.at(text.stages[session.current_stage]);
  const title = session.title === "" ? text.chrome.untitled : session.title;
  return (
    <li class="book">
      <a class="book-card" href={at(href)}>
        <span
          class="book-card-title"
          lang={session.title === "" ? undefined : session.language}
          dir="auto"
        >
          {title}
        </span>
        {session.series === null ? null : (
          <span class="muted" dir="auto">
            {dashboardWords.value.inSeries(session.series.title, session.series.number)}
          </span>
        )}
        {session.last_line === null ? null : (
          <span class="book-card-last" lang={session.language} dir="auto">
            {session.last_line}
          </span>
        )}
        <progress
          class="book-card-progress"
          max={STAGES.length}
          value={session.confirmed_stages}
          aria-label={dashboardWords.value.progress(session.confirmed_stages)}
        />
        <span class="book-card-line" translate={false}>
          <StatusGlyph status={finished ? "CONFIRMED" : "DRAFT"} />
          {status}
          <span class="muted book-card-date">
            {relativeDate(Date.parse(session.updated_at), now, interfaceLanguage.value)}
          </span>
        </span>
      </a>
      <Button
        kind="quiet"
        class="book-delete"
        name={dashboardWords.value.deleteName(title)}
        onPress={() => void deletion.remove(session)}
      >
        {dashboardWords.value.delete}
      </Button>
    </li>
  );
}
