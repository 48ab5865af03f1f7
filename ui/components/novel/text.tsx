/** The small parts of the novel's page: a section, a field, the book's words, an origin. */
import type { ComponentChildren, JSX } from "preact";
import { useContext } from "preact/hooks";
import type { ReferenceTarget } from "#shared/content/field-kinds.ts";
import { isUnsaid } from "#shared/content/unsaid.ts";
import type { OriginKind } from "#shared/statuses.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { unresolvedName } from "#shared/content/removed.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { AroundContext, anchorOf, goToPointer, useNovel } from "./novel-view.ts";

function OriginTag({ kind }: { readonly kind: OriginKind }): JSX.Element {
  return (
    <span class={`tag novel-origin ${kind === "sample" ? "sample-tag" : ""}`}>
      {novelWords.value.origin[kind]}
    </span>
  );
}

/** A named part of the page that the contents lead to. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  /** Of the content that it shows, where it shows one. */
  readonly at?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { origins } = useNovel();
  const kind = props.at === undefined ? null : origins.kindAt(props.at);
  return (
    <section
      id={props.id}
      class="novel-section"
      aria-labelledby={`${props.id}-title`}
      tabIndex={-1}
    >
      <header class="novel-section-head">
        <h2 id={`${props.id}-title`} class="novel-section-title">
          {props.title}
        </h2>
        {kind === null ? null : <OriginTag kind={kind} />}
      </header>
      <AroundContext.Provider value={kind}>{props.children}</AroundContext.Provider>
    </section>
  );
}

export function Subtitle({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <h3 class="novel-subtitle">{children}</h3>;
}

/** The tag of a pointer's origin, where it differs from what is around; on a card samples always. */
export function OriginHere(props: {
  readonly at: string;
  readonly isCard?: boolean;
}): JSX.Element | null {
  const { origins } = useNovel();
  const around = useContext(AroundContext);
  const kind = origins.kindAt(props.at);
  if (kind === null) return null;
  return kind !== around || (props.isCard && kind === "sample") ? <OriginTag kind={kind} /> : null;
}

/** What is inside takes the pointer's origin as named. */
export function Within(props: {
  readonly at: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { origins } = useNovel();
  const around = useContext(AroundContext);
  return (
    <AroundContext.Provider value={origins.kindAt(props.at) ?? around}>
      {props.children}
    </AroundContext.Provider>
  );
}

/** A list of names and texts, side by side where there is room. */
export function Fields(props: { readonly children: ComponentChildren }): JSX.Element {
  return <dl class="novel-fields">{props.children}</dl>;
}

/** One field; without text there is nothing to show. */
export function Field(props: {
  readonly at: string;
  readonly text: string | undefined;
  /** The list or group that holds it, for its name. */
  readonly holder?: string;
  readonly name?: string;
}): JSX.Element | null {
  const { novel } = useNovel();
  if (props.text === undefined || props.text.trim() === "" || isUnsaid(props.text)) return null;
  const key = props.at.slice(props.at.lastIndexOf("/") + 1);
  return (
    <div class="novel-field" id={anchorOf(props.at)}>
      <dt class="label">
        {props.name ?? fieldLabel(key, props.holder ?? null)}
        <OriginHere at={props.at} />
      </dt>
      <dd class="book" lang={novel.language} dir="auto">
        {props.text}
      </dd>
    </div>
  );
}

/** A field of several lines. */
export function Lines(props: {
  readonly at: string;
  readonly lines: readonly string[];
  readonly name?: string;
  readonly isNumbered?: boolean;
}): JSX.Element | null {
  const { novel } = useNovel();
  if (props.lines.length === 0) return null;
  const key = props.at.slice(props.at.lastIndexOf("/") + 1);
  const items = props.lines.map((line, index) => (
    <li key={index} id={anchorOf(`${props.at}/${index}`)}>
      {line}
      <OriginHere at={`${props.at}/${index}`} />
    </li>
  ));
  return (
    <div class="novel-field" id={anchorOf(props.at)}>
      <dt class="label">{props.name ?? fieldLabel(key)}</dt>
      <dd>
        {props.isNumbered ? (
          <ol class="book novel-lines numbered" lang={novel.language} dir="auto">
            {items}
          </ol>
        ) : (
          <ul class="book novel-lines" lang={novel.language} dir="auto">
            {items}
          </ul>
        )}
      </dd>
    </div>
  );
}

/** Leads to where a pointer stands on the page. */
export function PointerLink(props: {
  readonly to: string;
  readonly children: ComponentChildren;
  readonly lang?: string;
  readonly name?: string;
}): JSX.Element {
  return (
    <a
      href={`#${anchorOf(props.to)}`}
      lang={props.lang}
      dir="auto"
      aria-label={props.name}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        history.replaceState(null, "", `#${anchorOf(props.to)}`);
        goToPointer(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

/** The name behind an id as a link; one that resolves to nothing is shown as it was written. */
export function Reference(props: {
  readonly to: ReferenceTarget;
  readonly id: string;
}): JSX.Element | null {
  const { novel, index } = useNovel();
  const item = index.find(props.to, props.id);
  if (item) {
    return (
      <PointerLink to={item.pointer} lang={novel.language}>
        {item.name}
      </PointerLink>
    );
  }
  const written = unresolvedName(props.id.trim(), bookWordsIn(novel.language).removed);
  if (written === "") return <span class="muted">{novelWords.value.checks.blank}</span>;
  return (
    <span class="novel-unresolved">
      <span lang={novel.language} dir="auto">
        {written}
      </span>{" "}
      <span class="tag">{novelWords.value.chapters.unresolved}</span>
    </span>
  );
}

export function References(props: {
  readonly to: Parameters<typeof Reference>[0]["to"];
  readonly ids: readonly string[];
}): JSX.Element {
  // The names are the book's words, and so is what stands between them.
  const between = bookWordsIn(useNovel().novel.language).listSeparator;
  return (
    <>
      {props.ids.map((id, index) => (
        <span key={`${index}-${id}`}>
          {index > 0 ? between : ""}
          <Reference to={props.to} id={id} />
        </span>
      ))}
    </>
  );
}
