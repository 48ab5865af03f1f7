/** Concept and story: what the book is, how it moves, how it is written. */
import type { JSX } from "preact";
import { fieldLabel } from "../../i18n/labels.ts";
import { lengthIn, novelWords } from "../../i18n/novel.words.ts";
import { interfaceLanguage } from "../../models/preferences.ts";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Field, Fields, Lines, OriginHere, Section, Subtitle, Within } from "./text.tsx";

export function Overview(): JSX.Element {
  const { concept } = useNovel().novel;
  const text = novelWords.value;
  return (
    <Section id="overview" title={text.sections.overview} at="/concept">
      <Facts at="/concept/facts" facts={concept.facts} />
      <Subtitle>{text.overview.promise}</Subtitle>
      <Fields>
        <Field at="/concept/protagonist" text={concept.protagonist} />
        <Field at="/concept/desire" text={concept.desire} />
        <Field at="/concept/obstacle" text={concept.obstacle} />
        <Field at="/concept/stakes" text={concept.stakes} />
        <Field at="/concept/irony" text={concept.irony} />
        <Field at="/concept/advantage" text={concept.advantage} />
        <Field at="/concept/reader_promise" text={concept.reader_promise} />
        <Field at="/concept/opening_hook" text={concept.opening_hook} />
        <Field at="/concept/tone" text={concept.tone} />
        <Field at="/concept/angle" text={concept.angle} />
        <Field at="/concept/why" text={concept.why} />
      </Fields>
      <Within at="/story">
        <StoryParts />
      </Within>
    </Section>
  );
}

/** The three facts of a content, side by side where there is room. */
export function Facts(props: {
  readonly at: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}): JSX.Element {
  const { novel } = useNovel();
  return (
    <dl class="novel-facts" id={anchorOf(props.at)} lang={novel.language}>
      {props.facts.map(({ label, text }, index) => (
        <div key={index} id={anchorOf(`${props.at}/${index}`)}>
          <dt>
            {label}
            <OriginHere at={`${props.at}/${index}`} />
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function StoryParts(): JSX.Element {
  const { story, language } = useNovel().novel;
  const text = novelWords.value;
  const shown = interfaceLanguage.value;
  const { form, voice, conflict } = story;
  return (
    <>
      <Subtitle>
        {text.overview.story}
        <OriginHere at="/story" isCard />
      </Subtitle>
      <p class="book novel-lead" lang={language} id={anchorOf("/story/logline")}>
        {story.logline}
      </p>
      <Facts at="/story/facts" facts={story.facts} />
      <Fields>
        <Field at="/story/premise" text={story.premise} />
        <Field at="/story/theme_question" text={story.theme_question} />
        <Field at="/story/conflict/want" text={conflict.want} />
        <Field at="/story/conflict/need" text={conflict.need} />
        <Field at="/story/conflict/opposition" text={conflict.opposition} />
        <Field at="/story/conflict/stakes" text={conflict.stakes} />
      </Fields>
      <h4 class="novel-minor">{fieldLabel("movements")}</h4>
      <ol class="novel-steps" lang={language}>
        {story.movements.map((movement, index) => (
          <li key={index} id={anchorOf(`/story/movements/${index}`)}>
            <p class="novel-step-name">
              {movement.name}
              <OriginHere at={`/story/movements/${index}`} />
            </p>
            <p class="book">{movement.event}</p>
            <p class="book muted">{movement.change}</p>
          </li>
        ))}
      </ol>
      <Fields>
        <Field at="/story/engine" text={story.engine} />
        <Lines at="/story/pleasures" lines={story.pleasures} />
      </Fields>
      {story.threads.length === 0 ? null : (
        <>
          <h4 class="novel-minor">{fieldLabel("threads")}</h4>
          <dl class="novel-pairs" lang={language}>
            {story.threads.map(({ question, answer }, index) => (
              <div key={index} id={anchorOf(`/story/threads/${index}`)}>
                <dt class="book">
                  {question}
                  <OriginHere at={`/story/threads/${index}`} />
                </dt>
                <dd class="book muted">{answer}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Subtitle>{text.overview.book}</Subtitle>
      <Fields>
        <Field at="/story/form/pov" text={[form.pov, form.tense].filter(Boolean).join(" · ")} />
        <Field
          at="/story/form/target_length"
          text={text.titlePage.ofLength(
            text.kinds[form.kind],
            lengthIn(shown, form.target_length, form.unit),
            lengthIn(shown, form.chapter_length, form.unit),
          )}
        />
        <Field at="/story/form/audience" text={form.audience} />
        <Field at="/story/voice/description" name={fieldLabel("voice")} text={voice.description} />
      </Fields>
      <figure class="novel-quote" id={anchorOf("/story/voice/sample")}>
        <blockquote class="book" lang={language}>
          {voice.sample}
        </blockquote>
        <figcaption class="label">
          {fieldLabel("sample")}
          <OriginHere at="/story/voice/sample" />
        </figcaption>
      </figure>
      <Fields>
        <Lines at="/story/avoid" lines={story.avoid} />
        <Field at="/story/why" text={story.why} />
      </Fields>
    </>
  );
}
