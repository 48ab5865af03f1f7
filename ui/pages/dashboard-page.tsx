/** The two doors, equal and first; below, one shelf. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { LANGUAGES } from "#shared/statuses.ts";
import { Account } from "../components/account/account.tsx";
import { ConnectModel } from "../components/connect-model.tsx";
import { Button } from "../components/controls/button.tsx";
import { BringLog } from "../components/dashboard/bring-log.tsx";
import { Doors } from "../components/dashboard/doors.tsx";
import { GoOn } from "../components/dashboard/go-on.tsx";
import { Shelf } from "../components/dashboard/shelf.tsx";
import { TopBar } from "../components/page/top-bar.tsx";
import { failureWords } from "../components/page/failure-words.ts";
import { dashboardWords } from "../i18n/dashboard.words.ts";
import { words } from "../i18n/words.ts";
import { createDashboard } from "../models/app/dashboard.ts";
import { interfaceLanguage, writingLanguage } from "../i18n/interface-language.ts";
import { bookLanguage, setBookLanguage } from "../models/app/preferences.ts";
import { takeSharedIdea } from "../models/app/shared-idea.ts";
import { requestPage } from "./pages.ts";
import { navigate } from "../models/browser/router.ts";

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
        {/* Behind the books: where they are not yet, it would be moved by them. */}
        {dashboard.shelf.value === "loading" ? null : <BringLog />}
        {dashboard.shelf.value === "ready" ? (
          <Account onBrought={() => void dashboard.refresh()} />
        ) : null}
      </main>
    </>
  );
}
