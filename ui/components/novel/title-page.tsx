/** The novel's title page: what it is, how long, which edition. */
import type { JSX } from "preact";
import { lengthIn } from "#shared/novel/words.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { interfaceLanguage, writingLanguage } from "../../i18n/interface-language.ts";
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
      <p class="novel-tags" lang={novel.language}>
        {novel.tags.map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
      </p>
      <h2 class="novel-title" lang={novel.language}>
        {novel.title}
      </h2>
      <div class="novel-rule" aria-hidden="true" />
      <p class="book novel-blurb" lang={novel.language}>
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
      {origins.has("sample") ? <p class="novel-sample-note">{text.originNote}</p> : null}
    </header>
  );
}
