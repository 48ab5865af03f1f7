/** The page that the address names; the studio and the novel are loaded when first needed. */
import type { JSX } from "preact";
import { onDemand } from "./components/controls/on-demand.tsx";
import { words } from "./i18n/words.ts";
import { announcement } from "./models/app/announce.ts";
import { route } from "./models/browser/router.ts";
import { loadPage } from "./pages/pages.ts";
import { TopBar } from "./components/page/top-bar.tsx";
import { UnknownPage } from "./components/page/unknown-page.tsx";

export function App(): JSX.Element {
  return (
    <>
      <CurrentPage />
      <div class="unseen" role="status" aria-live="polite" translate={false}>
        {announcement}
      </div>
    </>
  );
}

function CurrentPage(): JSX.Element {
  const current = route.value;
  switch (current.page) {
    case "dashboard":
      return <Dashboard />;
    case "session":
      return <Studio key={current.session_id} session_id={current.session_id} />;
    case "novel":
      return <Novel key={current.novel_id} novel_id={current.novel_id} />;
    case "join":
      return <Join />;
    case "unknown":
      return <UnknownPage />;
  }
}

const meanwhile = { waiting: OpeningPage, failed: BrokenPage, isApart: true };
const Dashboard = onDemand<object>(loadPage.dashboard, meanwhile);
const Studio = onDemand<{ session_id: string }>(loadPage.studio, meanwhile);
const Join = onDemand<object>(loadPage.join, meanwhile);
const Novel = onDemand<{ novel_id: string }>(loadPage.novel, meanwhile);

function OpeningPage(): JSX.Element {
  const text = words.value.chrome;
  return (
    <>
      <TopBar back={{ href: "/", label: text.back }} />
      <main id="main" class="page" tabIndex={-1} aria-busy="true">
        <h1 class="unseen">{text.studio}</h1>
        <p class="muted">{text.loading}</p>
      </main>
    </>
  );
}

function BrokenPage(): JSX.Element {
  const text = words.value.chrome;
  return (
    <>
      <TopBar back={{ href: "/", label: text.back }} />
      <main id="main" class="page" tabIndex={-1}>
        <h1 class="unseen">{text.studio}</h1>
        <div class="notice error">
          <p>{text.broken}</p>
          <button type="button" class="button" onClick={() => window.location.reload()}>
            {text.reload}
          </button>
        </div>
      </main>
    </>
  );
}
