/** The page that the address names; the studio and the novel are loaded when first needed. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "./i18n/words.ts";
import { announcement } from "./models/app/announce.ts";
import { route } from "./models/app/router.ts";
import { DashboardPage } from "./pages/dashboard-page.tsx";
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
      return <DashboardPage />;
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

const Studio = onDemand<{ session_id: string }>(
  async () => (await import("./pages/studio-page.tsx")).StudioPage,
);
const Join = onDemand<object>(async () => (await import("./pages/join-page.tsx")).JoinPage);
const Novel = onDemand<{ novel_id: string }>(
  async () => (await import("./pages/novel/novel-page.tsx")).NovelPage,
);

/** A page in a chunk of its own. A chunk that does not load says so and offers another try. */
function onDemand<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Page(props: P) {
    const [, setArrived] = useState(loaded !== null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (page) => {
          loaded = page;
          setArrived(true);
        },
        () => setFailed(true),
      );
    }, []);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    return failed ? <BrokenPage /> : <OpeningPage />;
  };
}

function OpeningPage(): JSX.Element {
  const text = words.value.chrome;
  return (
    <>
      <TopBar back={{ href: "/", label: text.back }} />
      <main id="main" class="page" tabIndex={-1} aria-busy="true">
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
