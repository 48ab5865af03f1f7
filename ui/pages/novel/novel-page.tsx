/** `/novels/{novel_id}`: a finished foundation, to read, to check, to print and to take along. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Novel } from "#shared/foundation/novel.ts";
import { Button } from "../../components/controls/button.tsx";
import { Characters } from "../../components/novel/characters.tsx";
import { Checks } from "../../components/novel/checks.tsx";
import { Contents } from "../../components/novel/contents.tsx";
import { Export } from "../../components/novel/export.tsx";
import { goToAnchor, NovelContext, viewOf } from "../../components/novel/novel-view.ts";
import { Outline } from "../../components/novel/outline.tsx";
import { Overview } from "../../components/novel/overview.tsx";
import { Series } from "../../components/novel/series.tsx";
import { TitlePage } from "../../components/novel/title-page.tsx";
import { World } from "../../components/novel/world.tsx";
import { TopBar } from "../../components/page/top-bar.tsx";
import { novelWords } from "../../i18n/novel.words.ts";
import { words } from "../../i18n/words.ts";
import { createNovelModel } from "../../models/novel/novel.ts";
import "./novel.css";
import "./novel-items.css";
import "./novel-outline.css";
import "./novel-hand-over.css";
import "./novel-print.css";
import { at } from "../../models/browser/place.ts";
import { queryParameter } from "../../models/browser/router.ts";

export function NovelPage({ novel_id }: { readonly novel_id: string }): JSX.Element {
  const edition = editionOf(queryParameter("edition"));
  const model = useMemo(() => createNovelModel(novel_id, edition), [novel_id, edition]);
  useEffect(() => {
    model.start();
    return () => model.stop();
  }, [model]);
  const load = model.load.value;
  const text = novelWords.value;
  const home = { href: "/", label: words.value.chrome.back };

  switch (load.status) {
    case "ready":
      return <NovelDocument novel={load.novel} />;
    case "loading":
      return (
        <>
          <TopBar back={home} />
          <main id="main" class="page" tabIndex={-1} aria-busy="true">
            <h1 class="unseen">{words.value.chrome.studio}</h1>
            <p class="muted">{text.loading}</p>
          </main>
        </>
      );
    case "missing":
      return (
        <>
          <TopBar back={home} />
          <main id="main" class="page not-found" tabIndex={-1}>
            <h1 class="page-title">{text.missingTitle}</h1>
            <p class="muted">{text.missing}</p>
            <p>
              <a class="button" href={at("/")}>
                {words.value.chrome.toDashboard}
              </a>
            </p>
          </main>
        </>
      );
    case "unreachable":
      return (
        <>
          <TopBar back={home} />
          <main id="main" class="page" tabIndex={-1}>
            <h1 class="unseen">{words.value.chrome.studio}</h1>
            <div class="notice error" role="alert">
              <p>{text.unreachable}</p>
              <Button onPress={() => model.start()}>{text.retry}</Button>
            </div>
          </main>
        </>
      );
  }
}

/** An earlier edition by its number; null: the newest, whatever else the address says. */
function editionOf(asked: string | null): number | null {
  return asked !== null && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : null;
}

function NovelDocument({ novel }: { readonly novel: Novel }): JSX.Element {
  const view = useMemo(() => viewOf(novel), [novel]);
  useEffect(() => {
    const before = document.title;
    document.title = novel.title;
    // The address may name a place that was not there before the novel was.
    const hash = window.location.hash.slice(1);
    if (hash !== "") goToAnchor(hash);
    return () => {
      document.title = before;
    };
  }, [novel]);
  useEffect(openForPrint, []);
  const back = {
    href: `/sessions/${encodeURIComponent(novel.session_id)}`,
    label: novelWords.value.backToStudio,
  };
  return (
    <NovelContext.Provider value={view}>
      <TopBar back={back} title={novel.title} lang={novel.language} />
      <main id="main" class="page novel" tabIndex={-1}>
        <TitlePage />
        <Contents checks={novel.checks.length} />
        <div class="novel-body">
          <Overview />
          <World />
          <Characters />
          <Outline />
          <Checks />
          <Export />
          <Series />
        </div>
      </main>
    </NovelContext.Provider>
  );
}

/** Paper has nothing to press: chapters that are closed open for printing, and close again. */
function openForPrint(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const open = () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>(".novel-chapter:not([open])")];
    for (const chapter of opened) chapter.open = true;
  };
  const close = () => {
    for (const chapter of opened) chapter.open = false;
    opened = [];
  };
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", close);
  return () => {
    window.removeEventListener("beforeprint", open);
    window.removeEventListener("afterprint", close);
  };
}
