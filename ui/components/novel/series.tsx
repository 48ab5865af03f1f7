/** The novel's place in its series, its next book, and the series' bible. */
import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { novelWords } from "../../i18n/novel.words.ts";
import { words } from "../../i18n/words.ts";
import { navigate } from "../../models/browser/router.ts";
import { createSequel } from "../../models/novel/series.ts";
import { Button } from "../controls/button.tsx";
import { onDemand } from "../controls/on-demand.tsx";
import { useNovel } from "./novel-view.ts";
import { Section } from "./text.tsx";
import { at } from "../../models/browser/place.ts";

export function Series(): JSX.Element {
  const { novel } = useNovel();
  const text = novelWords.value.series;
  const { series } = novel;
  return (
    <Section id="series" title={novelWords.value.sections.series}>
      {series === null ? null : (
        <>
          <p>
            <span dir="auto">{text.place(series.title, series.number)}</span>
          </p>
          <ul class="novel-series-books" aria-label={text.books}>
            {series.books.map((book) => (
              <li key={book.novel_id}>
                <a
                  href={at(`/novels/${book.novel_id}`)}
                  lang={novel.language}
                  dir="auto"
                  aria-current={book.novel_id === novel.novel_id ? "page" : undefined}
                >
                  {`${book.number} · ${book.title}`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <NextBook />
      {series === null || series.books.length < 2 ? null : <BibleDoor />}
    </Section>
  );
}

function NextBook(): JSX.Element {
  const { novel } = useNovel();
  const text = novelWords.value.series;
  const note = useId();
  const sequel = useMemo(
    () => createSequel(novel.novel_id, (session_id) => navigate(`/sessions/${session_id}`)),
    [novel.novel_id],
  );
  const state = sequel.state.value;
  return (
    <div class="novel-next">
      <Button
        onPress={() => void sequel.begin()}
        disabled={state === "beginning"}
        describedBy={note}
      >
        {state === "beginning" ? text.beginning : text.next}
      </Button>
      <p class="muted" id={note}>
        {text.nextNote}
      </p>
      {state === "failed" ? <p role="alert">{text.failed}</p> : null}
    </div>
  );
}

/** The bible is fetched, and its code, when it is opened. */
const Bible = onDemand(async () => (await import("./bible.tsx")).Bible, {
  isApart: true,
  waiting: () => <p class="muted">{words.value.chrome.loading}</p>,
});

function BibleDoor(): JSX.Element {
  const text = novelWords.value.series;
  const region = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Button kind="quiet" onPress={() => setOpen(!isOpen)} expanded={isOpen} controls={region}>
        {isOpen ? text.closeBible : text.bible}
      </Button>
      <div id={region}>{isOpen ? <Bible /> : null}</div>
    </div>
  );
}
