/** The novel's title page: what it is, how long, which edition. */
import type { JSX } from "preact";
import type { Novel } from "#shared/foundation/novel.ts";
import { lengthIn } from "#shared/novel/words.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { interfaceLanguage, writingLanguage } from "../../i18n/interface-language.ts";
import { at } from "../../models/browser/place.ts";
import { queryParameter } from "../../models/browser/router.ts";
import { useNovel } from "./novel-view.ts";

export function TitlePage(): JSX.Element {
  const { novel, origins } = useNovel();
  const text = novelWords.value;
  const language = interfaceLanguage.value;
  const { form } = novel;
  const finished = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(
    new Date(novel.updated_at),
  );
  return (
    <header class="novel-title-page">
      <p class="novel-tags" lang={novel.language} dir="auto">
        {novel.tags.map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
      </p>
      <h2 class="novel-title" lang={novel.language} dir="auto">
        {novel.title}
      </h2>
      <div class="novel-rule" aria-hidden="true" />
      <p class="book novel-blurb" lang={novel.language} dir="auto">
        {novel.blurb}
      </p>
      <p class="novel-imprint">
        {text.titlePage.ofLength(
          text.kinds[form.kind],
          lengthIn(writingLanguage.value, form.target_length, form.unit),
          lengthIn(writingLanguage.value, form.chapter_length, form.unit),
        )}
        <br />
        {text.titlePage.edition(novel.edition)}
        {" · "}
        <time dateTime={novel.updated_at}>{text.titlePage.finished(finished)}</time>
      </p>
      <Editions novel={novel} />
      {origins.has("sample") ? <p class="novel-sample-note">{text.originNote}</p> : null}
    </header>
  );
}

/** The way to the editions before this one, which stay readable; and back to the newest. */
function Editions({ novel }: { readonly novel: Novel }): JSX.Element | null {
  const text = novelWords.value;
  const isEarlier = queryParameter("edition") !== null;
  const earlier = Array.from(
    { length: novel.edition - 1 },
    (_, index) => novel.edition - 1 - index,
  );
  if (!isEarlier && earlier.length === 0) return null;
  const path = `/novels/${encodeURIComponent(novel.novel_id)}`;
  return (
    <nav class="novel-editions" aria-label={text.editions.label}>
      {isEarlier ? (
        <>
          <p class="notice">{text.editions.earlier}</p>
          <a href={at(path)}>{text.editions.newest}</a>{" "}
        </>
      ) : null}
      {earlier.map((number) => (
        <a key={number} href={at(`${path}?edition=${number}`)}>
          {text.titlePage.edition(number)}
        </a>
      ))}
    </nav>
  );
}
