/** The novel's place in its series, its next book, and the series' bible. */
import type { ComponentType, JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import { novelWords } from "../../i18n/novel.words.ts";
import { createApi } from "../../models/app/api.ts";
import { navigate } from "../../models/app/router.ts";
import { randomKey } from "../../models/session/presses.ts";
import { Button } from "../controls/button.tsx";
import { useNovel } from "./novel-view.ts";
import { Section } from "./text.tsx";
import { at } from "../../models/app/place.ts";

export function Series(): JSX.Element {
  const { novel } = useNovel();
  const text = novelWords.value.series;
  const { series } = novel;
  return (
    <Section id="series" title={novelWords.value.sections.series}>
      {series === null ? null : (
        <>
          <p class="novel-series-place">
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
  // The same key until it is begun: a second press after a lost answer begins no second book.
  const key = useMemo(randomKey, [novel.novel_id]);
  const [state, setState] = useState<"idle" | "beginning" | "failed">("idle");
  const begin = async () => {
    setState("beginning");
    const begun = await createApi().beginSequel(novel.novel_id, key);
    if (begun.outcome === "ok") navigate(`/sessions/${begun.body.session_id}`);
    else setState("failed");
  };
  return (
    <div class="novel-next">
      <Button onPress={() => void begin()} disabled={state === "beginning"} describedBy={note}>
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
function BibleDoor(): JSX.Element {
  const text = novelWords.value.series;
  const region = useId();
  const [isOpen, setOpen] = useState(false);
  const [Bible, setBible] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  const toggle = () => {
    setOpen(!isOpen);
    setFailed(false);
    if (Bible !== null) return;
    import("./bible.tsx").then(
      (module) => setBible(() => module.Bible),
      () => {
        setFailed(true);
        setOpen(false);
      },
    );
  };
  return (
    <div>
      <Button kind="quiet" onPress={toggle} expanded={isOpen} controls={region}>
        {isOpen ? text.closeBible : text.bible}
      </Button>
      {failed ? <p role="alert">{text.bibleFailed}</p> : null}
      <div id={region}>
        {isOpen ? Bible === null ? <p class="muted">{text.opening}</p> : <Bible /> : null}
      </div>
    </div>
  );
}
