/** What the foundation checks found, each with the way to its field; and what is still open. */
import type { JSX } from "preact";
import { pointerLabel } from "../../i18n/labels.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { checkSentence } from "#shared/novel/check-words.ts";
import { writingLanguage } from "../../i18n/interface-language.ts";
import { useNovel } from "./novel-view.ts";
import { PointerLink, Section, Subtitle } from "./text.tsx";

export function Checks(): JSX.Element {
  const { novel, index } = useNovel();
  const text = novelWords.value;
  // What is open stands below, by its own words.
  const checks = novel.checks.filter(({ code }) => code !== "QUESTION_OPEN");
  return (
    <Section id="checks" title={text.sections.checks}>
      {checks.length === 0 ? (
        <p>{text.checks.none}</p>
      ) : (
        <>
          <p class="muted">{text.checks.intro}</p>
          <ul class="novel-checks">
            {checks.map((check, at) => (
              <li key={at}>
                <p>{checkSentence(novel, index, check, writingLanguage.value)}</p>
                <p class="novel-check-links">
                  {check.pointers.map((pointer) => (
                    <PointerLink key={pointer} to={pointer}>
                      {text.checks.goTo(whereIs(pointer))}
                    </PointerLink>
                  ))}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {novel.open_questions.length === 0 ? null : (
        <>
          <Subtitle>{text.checks.openQuestions}</Subtitle>
          <ul class="book novel-lines" lang={novel.language} dir="auto">
            {novel.open_questions.map(({ id, question }) => (
              <li key={id}>{question}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/** A pointer in words, without the name of the content that it starts with. */
function whereIs(pointer: string): string {
  const within = pointer.indexOf("/", 1);
  return pointerLabel(within < 0 ? pointer : pointer.slice(within));
}
