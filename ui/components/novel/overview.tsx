/** Concept and story: what the book is, how it moves, how it is written. */
import type { JSX } from "preact";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { lengthIn } from "#shared/novel/words.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { fieldsBelow } from "../../models/content/fields.ts";
import { writingLanguage } from "../../i18n/interface-language.ts";
import { Brief } from "./brief.tsx";
import { FieldLists, FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Field, Fields, Lines, OriginHere, Section, Subtitle, Within } from "./text.tsx";

/** Shown on the title page, at the head of the section, or among the checks. */
const HEAD = ["title", "logline", "facts", "open_questions"] as const;

export function Overview(): JSX.Element {
  const { concept } = useNovel().novel;
  const text = novelWords.value;
  return (
    <Section id="overview" title={text.sections.overview} at="/concept">
      <Facts at="/concept/facts" facts={concept.facts} />
      <Subtitle>{text.overview.promise}</Subtitle>
      <FieldRows
        table={STAGE_FIELDS.CONCEPT_SELECTION}
        value={concept}
        at="/concept"
        placed={[...HEAD, "genres"]}
      />
      <FieldLists
        table={STAGE_FIELDS.CONCEPT_SELECTION}
        value={concept}
        at="/concept"
        placed={["facts"]}
      />
      <Within at="/story">
        <StoryParts />
      </Within>
      <Brief />
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
    <dl class="novel-facts" id={anchorOf(props.at)} lang={novel.language} dir="auto">
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
  const shown = writingLanguage.value;
  const { form, voice } = story;
  return (
    <>
      <Subtitle>
        {text.overview.story}
        <OriginHere at="/story" isCard />
      </Subtitle>
      <p class="book novel-lead" lang={language} dir="auto" id={anchorOf("/story/logline")}>
        {story.logline}
      </p>
      <Facts at="/story/facts" facts={story.facts} />
      <FieldRows
        table={STAGE_FIELDS.STORY_CONCEPTION}
        value={story}
        at="/story"
        placed={[...HEAD, "form", "voice", "avoid", "why"]}
      />
      <h4 class="novel-minor">{fieldLabel("movements")}</h4>
      <ol class="novel-steps" lang={language} dir="auto">
        {story.movements.map((movement, index) => (
          <li key={index} id={anchorOf(`/story/movements/${index}`)}>
            <p class="novel-step-name">
              {movement.name}
              <OriginHere at={`/story/movements/${index}`} />
            </p>
            <p class="book">{movement.event}</p>
            <p class="book muted">{movement.change}</p>
            <FieldRows
              table={fieldsBelow("STORY_CONCEPTION", ["movements"])}
              value={movement}
              at={`/story/movements/${index}`}
              placed={["name", "event", "change"]}
              holder="movements"
            />
          </li>
        ))}
      </ol>
      {story.threads.length === 0 ? null : (
        <>
          <h4 class="novel-minor">{fieldLabel("threads")}</h4>
          <dl class="novel-pairs" lang={language} dir="auto">
            {story.threads.map((thread, index) => (
              <div key={index} id={anchorOf(`/story/threads/${index}`)}>
                <dt class="book">
                  {thread.question}
                  <OriginHere at={`/story/threads/${index}`} />
                </dt>
                <dd>
                  <p class="book muted">{thread.answer}</p>
                  <FieldRows
                    table={fieldsBelow("STORY_CONCEPTION", ["threads"])}
                    value={thread}
                    at={`/story/threads/${index}`}
                    placed={["question", "answer"]}
                    holder="threads"
                    hasLists
                  />
                </dd>
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
        <Field at="/story/voice/description" name={fieldLabel("voice")} text={voice.description} />
      </Fields>
      <FieldRows
        table={fieldsBelow("STORY_CONCEPTION", ["form"])}
        value={form}
        at="/story/form"
        placed={["kind", "target_length", "chapter_length", "unit", "pov", "tense"]}
        holder="form"
      />
      <figure class="novel-quote" id={anchorOf("/story/voice/sample")}>
        <blockquote class="book" lang={language} dir="auto">
          {voice.sample}
        </blockquote>
        <figcaption class="label">
          {fieldLabel("sample")}
          <OriginHere at="/story/voice/sample" />
        </figcaption>
      </figure>
      <FieldRows
        table={fieldsBelow("STORY_CONCEPTION", ["voice"])}
        value={voice}
        at="/story/voice"
        placed={["description", "sample"]}
        holder="voice"
      />
      <FieldLists
        table={STAGE_FIELDS.STORY_CONCEPTION}
        value={story}
        at="/story"
        placed={["facts", "movements", "threads"]}
      />
      <Fields>
        <Lines at="/story/avoid" lines={story.avoid} />
        <Field at="/story/why" text={story.why} />
      </Fields>
    </>
  );
}
