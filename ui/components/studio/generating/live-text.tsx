/** Candidates while they are being written: at their final size, the text so far, the rest as outlines. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import type { PendingCommand } from "#shared/session/state.ts";
import { type LiveGeneration, wholeWords } from "../../../models/session/live-generation.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { SampleTag } from "../../controls/sample-tag.tsx";

export function LiveCandidates({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const live = studio.session.live.value;
  const pending = state?.pending_commands[0];
  if (!state || !live || !pending) return null;
  const total = countOf(live, pending);
  return (
    <div class={total > 1 ? "cards live" : "live"} aria-busy="true">
      {Array.from({ length: total }, (_, index) => (
        <LiveCandidate
          key={index}
          index={index}
          total={total}
          live={live}
          lang={state.language}
          sample={state.generator.kind === "sample"}
        />
      ))}
    </div>
  );
}

/** The one candidate that is being written, in the card it is for. */
export function LiveCard(props: { readonly studio: Studio; readonly letter: string }): JSX.Element {
  const state = props.studio.session.state.value;
  const live = props.studio.session.live.value;
  const text = words.value.progress;
  const written = live?.texts.get(0)?.text ?? "";
  return (
    <section class="card live-card in-place" aria-busy="true">
      <header class="card-head">
        <span class="label">
          {written === "" ? text.waiting(props.letter) : text.partial(props.letter)}
        </span>
        {state?.generator.kind === "sample" && written !== "" ? <SampleTag /> : null}
      </header>
      <FollowedText text={wholeWords(written)} label={props.letter} lang={state?.language ?? ""} />
    </section>
  );
}

/** Candidates that are being written, as far as it is known. */
export function countOf(live: LiveGeneration, pending: PendingCommand): number {
  return Math.max(live.candidates_total, expected(pending), ...indexesOf(live));
}

/** Candidates that a command will make, before the worker has said so. */
function expected(pending: { readonly command_type: string }): number {
  return pending.command_type === "REQUEST_INSPIRATION" || pending.command_type === "SUBMIT_IDEA"
    ? 3
    : 1;
}

function indexesOf(live: LiveGeneration): number[] {
  return [...live.texts.keys()].map((index) => index + 1);
}

interface LiveCandidateProps {
  readonly index: number;
  readonly total: number;
  readonly live: LiveGeneration;
  readonly lang: string;
  readonly sample: boolean;
}

function LiveCandidate({ index, total, live, lang, sample }: LiveCandidateProps): JSX.Element {
  const text = words.value.progress;
  const written = live.texts.get(index)?.text ?? "";
  const finished = index < live.candidates_done;
  const letter = letterOf(index);
  const status = finished
    ? text.done(letter)
    : written === ""
      ? total > 1
        ? text.waiting(letter)
        : text.waitingOne
      : total > 1
        ? text.partial(letter)
        : text.messages.WRITING_CANDIDATE;
  return (
    <section class={`card live-card${written === "" ? " waiting" : ""}`}>
      <header class="card-head">
        <span class="label">{status}</span>
        {sample && written !== "" ? <SampleTag /> : null}
      </header>
      <FollowedText text={finished ? written : wholeWords(written)} label={letter} lang={lang} />
    </section>
  );
}

/** Follows new text only where the reader is already at its end. */
export function FollowedText({
  text,
  label,
  lang,
}: {
  readonly text: string;
  readonly label: string;
  readonly lang: string;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [text]);
  return (
    <div
      ref={box}
      class="live-text"
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={(event) => {
        const element = event.currentTarget;
        atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
      }}
    >
      <p class="book" lang={lang} dir="auto" translate={false}>
        {text}
      </p>
    </div>
  );
}
