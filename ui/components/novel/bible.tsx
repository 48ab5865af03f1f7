/** What is true in a series, from which book on, and where a book changed it. Loaded when it is opened. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { BibleEntry } from "#shared/series/bible.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { words } from "../../i18n/words.ts";
import { createBible } from "../../models/novel/series.ts";
import { Button } from "../controls/button.tsx";
import { useNovel } from "./novel-view.ts";

export function Bible(): JSX.Element {
  const { novel } = useNovel();
  const text = novelWords.value.series;
  const bible = useMemo(() => createBible(novel.novel_id), [novel.novel_id]);
  useEffect(() => void bible.load(), [bible]);
  const load = bible.state.value;
  if (load === "loading") return <p class="muted">{words.value.chrome.loading}</p>;
  if (load === "failed") {
    return (
      <div class="notice error" role="alert">
        <p>{text.bibleFailed}</p>
        <Button onPress={() => void bible.load()}>{novelWords.value.retry}</Button>
      </div>
    );
  }
  const lists = [...new Set(load.entries.map(({ list }) => list))];
  return (
    <div class="novel-bible">
      <p class="muted">{text.bibleNote}</p>
      {lists.map((list) => (
        <section key={list}>
          <h3 class="label">{fieldLabel(list.split("/").at(-1) ?? "")}</h3>
          <ul>
            {load.entries
              .filter((entry) => entry.list === list)
              .map((entry) => (
                <Entry key={entry.id} entry={entry} lang={novel.language} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Entry({
  entry,
  lang,
}: {
  readonly entry: BibleEntry;
  readonly lang: string;
}): JSX.Element {
  const { series: text, listSeparator } = novelWords.value;
  const said = [
    ...(entry.since > 1 ? [text.since(entry.since)] : []),
    text.inBooks(entry.books.join(listSeparator)),
    ...entry.changes.map(({ number, pointers }) =>
      text.changed(number, pointers.map(fieldOf).join(listSeparator)),
    ),
  ];
  return (
    <li>
      <span class="book" lang={lang} dir="auto">
        {entry.name}
      </span>
      <span class="muted">{said.join(" · ")}</span>
    </li>
  );
}

/** `/voice/line` → the field's name. */
function fieldOf(pointer: string): string {
  const [first = "", second] = pointer.slice(1).split("/");
  return second === undefined || /^\d+$/.test(second)
    ? fieldLabel(first)
    : fieldLabel(second, first);
}
