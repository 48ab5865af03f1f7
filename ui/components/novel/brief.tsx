/** The writer's own words, and what was decided on the book's questions. */
import type { JSX } from "preact";
import { novelWords } from "../../i18n/novel.words.ts";
import { writersWords } from "../../models/novel/writers-words.ts";
import { useNovel } from "./novel-view.ts";
import { Fields, Lines, Subtitle } from "./text.tsx";

export function Brief(): JSX.Element | null {
  const { novel } = useNovel();
  const text = novelWords.value.brief;
  const { texts, rules, decided } = writersWords(novel);
  if (texts.length + rules.length + decided.length === 0) return null;
  return (
    <>
      <Subtitle>{text.title}</Subtitle>
      <Fields>
        {texts.map(({ field, text: said }) => (
          <div key={field} class="novel-field">
            <dt class="label">{text[field]}</dt>
            <dd class="book novel-brief" lang={novel.language} dir="auto">
              {said}
            </dd>
          </div>
        ))}
        <Lines at="/brief/constraints" name={text.constraints} lines={rules} />
      </Fields>
      {decided.length === 0 ? null : (
        <>
          <h4 class="novel-minor">{text.decided}</h4>
          <dl class="novel-pairs" lang={novel.language} dir="auto">
            {decided.map(({ question, answer }) => (
              <div key={question}>
                <dt class="book">{question}</dt>
                <dd class="book muted">{answer ?? text.leftOpen}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}
