/** The plot: parts, chapters that open in place, threads from planting to pay-off, the ending. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { lengthIn } from "#shared/novel/words.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { fieldsBelow } from "../../models/content/fields.ts";
import type { ChapterEntry } from "#shared/novel/novel-index.ts";
import { writingLanguage } from "../../i18n/interface-language.ts";
import { Button } from "../controls/button.tsx";
import { FieldLists, FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Facts } from "./overview.tsx";
import { CopyPacket } from "./packet-copy.tsx";
import {
  Field,
  Fields,
  Lines,
  OriginHere,
  PointerLink,
  Reference,
  References,
  Section,
  Subtitle,
  Within,
} from "./text.tsx";

export function Outline(): JSX.Element {
  const { novel, index } = useNovel();
  const { outline, language } = novel;
  const list = useRef<HTMLDivElement>(null);
  const [areOpen, setAreOpen] = useState(false);
  const text = novelWords.value;
  const openAll = (open: boolean) => {
    for (const chapter of list.current?.querySelectorAll("details") ?? []) chapter.open = open;
    setAreOpen(open);
  };
  return (
    <Section id="outline" title={text.sections.outline} at="/outline">
      <p class="book novel-lead" lang={language} dir="auto" id={anchorOf("/outline/logline")}>
        {outline.logline}
      </p>
      <Facts at="/outline/facts" facts={outline.facts} />
      <Fields>
        <Field at="/outline/structure" text={outline.structure} />
        <Field at="/outline/opening/image" text={outline.opening.image} />
        <Lines
          at="/outline/opening/first_three_chapters"
          lines={outline.opening.first_three_chapters ?? []}
          isNumbered
        />
      </Fields>
      <FieldRows
        table={STAGE_FIELDS.PLOT_OUTLINE}
        value={outline}
        at="/outline"
        placed={["title", "logline", "open_questions", "structure", "opening", "ending", "why"]}
      />
      <FieldRows
        table={fieldsBelow("PLOT_OUTLINE", ["opening"])}
        value={outline.opening}
        at="/outline/opening"
        placed={["image", "first_three_chapters"]}
        holder="opening"
      />
      {index.chapters.length === 0 ? null : (
        <p class="novel-tools">
          <Button kind="quiet" onPress={() => openAll(!areOpen)}>
            {areOpen ? text.chapters.closeAll : text.chapters.openAll}
          </Button>
        </p>
      )}
      <div ref={list}>
        {outline.parts.map((_, at) => (
          <Part key={at} at={at} />
        ))}
      </div>
      <Threads />
      <FieldLists
        table={STAGE_FIELDS.PLOT_OUTLINE}
        value={outline}
        at="/outline"
        placed={["facts", "parts", "threads"]}
      />
      <Subtitle>{fieldLabel("ending")}</Subtitle>
      <p class="book" lang={language} dir="auto" id={anchorOf("/outline/ending")}>
        {outline.ending}
        <OriginHere at="/outline/ending" />
      </p>
      <Fields>
        <Field at="/outline/why" text={outline.why} />
      </Fields>
    </Section>
  );
}

function Part({ at }: { readonly at: number }): JSX.Element | null {
  const { novel, index } = useNovel();
  const part = novel.outline.parts[at];
  if (part === undefined) return null;
  const pointer = `/outline/parts/${at}`;
  const text = novelWords.value;
  const length = lengthIn(writingLanguage.value, part.length, novel.story.form.unit);
  return (
    <article class="novel-part" id={anchorOf(pointer)}>
      <h3 class="novel-part-title">
        <span lang={novel.language} dir="auto">
          {part.title}
        </span>
        <OriginHere at={pointer} isCard />
      </h3>
      <p class="muted">
        {length} · {text.chapters.count(part.chapters.length)}
      </p>
      <Within at={pointer}>
        <FieldRows
          table={fieldsBelow("PLOT_OUTLINE", ["parts"])}
          value={part}
          at={pointer}
          placed={["title", "length", "chapters"]}
          holder="parts"
        />
        {index.chapters
          .filter((entry) => entry.part === part)
          .map((entry) => (
            <ChapterDetails key={entry.pointer} entry={entry} />
          ))}
      </Within>
    </article>
  );
}

function ChapterDetails({ entry }: { readonly entry: ChapterEntry }): JSX.Element {
  const { novel } = useNovel();
  const { chapter, pointer } = entry;
  const text = novelWords.value.chapters;
  return (
    <details class="novel-chapter" id={anchorOf(pointer)}>
      <summary>
        <span class="novel-chapter-number">{text.number(chapter.number)}</span>
        <span class="novel-chapter-title" lang={novel.language} dir="auto">
          {chapter.title}
        </span>
        <OriginHere at={pointer} />
        <span class="novel-chapter-goal" lang={novel.language} dir="auto">
          {chapter.goal}
        </span>
      </summary>
      <Within at={pointer}>
        <dl class="novel-who">
          <div id={anchorOf(`${pointer}/pov_id`)}>
            <dt class="label">{text.pov}</dt>
            <dd>
              <Reference to="character" id={chapter.pov_id} />
            </dd>
          </div>
          <div id={anchorOf(`${pointer}/place_id`)}>
            <dt class="label">{text.place}</dt>
            <dd>
              <Reference to="place" id={chapter.place_id} />
            </dd>
          </div>
          {chapter.cast_ids.length === 0 ? null : (
            <div id={anchorOf(`${pointer}/cast_ids`)}>
              <dt class="label">{text.cast}</dt>
              <dd>
                <References to="character" ids={chapter.cast_ids} />
              </dd>
            </div>
          )}
        </dl>
        <FieldRows
          table={fieldsBelow("PLOT_OUTLINE", ["parts", "0", "chapters"])}
          value={chapter}
          at={pointer}
          placed={["number", "title", "pov_id", "place_id", "cast_ids", "thread_ids", "length"]}
          holder="chapters"
        />
        <Fields>
          {chapter.thread_ids.length === 0 ? null : (
            <div class="novel-field" id={anchorOf(`${pointer}/thread_ids`)}>
              <dt class="label">{fieldLabel("thread_ids")}</dt>
              <dd>
                <ul class="book" lang={novel.language} dir="auto">
                  {chapter.thread_ids.map((id, at) => (
                    <li key={at}>
                      <Reference to="plot_thread" id={id} />
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
        </Fields>
        <CopyPacket entry={entry} word={text.copyPacket} />
      </Within>
    </details>
  );
}

function Threads(): JSX.Element | null {
  const { novel, index } = useNovel();
  const { threads } = novel.outline;
  if (threads.length === 0) return null;
  return (
    <>
      <Subtitle>{fieldLabel("threads")}</Subtitle>
      <ul class="novel-items">
        {threads.map((thread, at) => {
          const { id, planted_in, echoes, paid_in } = thread;
          const pointer = `/outline/threads/${at}`;
          const story = novel.story.threads.findIndex((thread) => thread.id === id);
          const name = index.nameOf("plot_thread", id);
          return (
            <li key={at} class="novel-item" id={anchorOf(pointer)}>
              <h4 class="novel-item-name">
                {story >= 0 ? (
                  <PointerLink to={`/story/threads/${story}`} lang={novel.language}>
                    {name}
                  </PointerLink>
                ) : (
                  <span lang={novel.language} dir="auto">
                    {name}
                  </span>
                )}
                <OriginHere at={pointer} />
              </h4>
              <dl class="novel-who">
                <div id={anchorOf(`${pointer}/planted_in`)}>
                  <dt class="label">{fieldLabel("planted_in")}</dt>
                  <dd>
                    <Reference to="chapter_or_part" id={planted_in} />
                  </dd>
                </div>
                {echoes.length === 0 ? null : (
                  <div id={anchorOf(`${pointer}/echoes`)}>
                    <dt class="label">{fieldLabel("echoes")}</dt>
                    <dd>
                      <References to="chapter_or_part" ids={echoes} />
                    </dd>
                  </div>
                )}
                <div id={anchorOf(`${pointer}/paid_in`)}>
                  <dt class="label">{fieldLabel("paid_in")}</dt>
                  <dd>
                    <Reference to="chapter_or_part" id={paid_in} />
                  </dd>
                </div>
              </dl>
              <FieldRows
                table={fieldsBelow("PLOT_OUTLINE", ["threads"])}
                value={thread}
                at={pointer}
                placed={["name", "planted_in", "echoes", "paid_in"]}
                holder="threads"
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
