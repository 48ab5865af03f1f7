/** What the feedback is about: the field or the item where the writer is, or all that is unlocked. */
import type { JSX } from "preact";
import { pointerLabel } from "../../../i18n/labels.ts";
import { pastWords } from "../../../i18n/past.words.ts";
import { words } from "../../../i18n/studio.words.ts";
import { countCodePoints, firstOf } from "../../../models/content/counting.ts";
import { askedPlace } from "../../../models/session/history-of-field.ts";
import { lockState, pathOf, pointerOf } from "../../../models/content/pointer.ts";
import type { Selection } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import type { Near } from "./near.ts";

export interface ScopeProps {
  readonly studio: Studio;
  readonly chosen: Selection;
  readonly near: Near;
  readonly lang: string;
}

export function Scope({ studio, chosen, near, lang }: ScopeProps): JSX.Element | null {
  const { only, quote, aimAt } = studio.revising;
  const text = words.value.feedback;
  const places = [...new Set([only.value, ...withHolders(near.pointer)])].filter(
    (place) => place !== null && lockState(chosen.locked, place) !== "locked",
  );
  const { selected } = near;
  if (places.length === 0 && selected === null) return null;
  return (
    <div class="chips">
      <div role="group" aria-label={text.scopeGroup}>
        <button
          type="button"
          class="chip"
          aria-pressed={only.value === null}
          onClick={() => aimAt(null)}
        >
          {text.aimAtAll}
        </button>
        {places.map((place) => (
          <button
            key={place}
            type="button"
            class="chip"
            aria-pressed={only.value === place}
            onClick={() => aimAt(place)}
          >
            {pointerLabel(place ?? "")}
          </button>
        ))}
        {selected !== null && selected.words !== quote.value ? (
          <button
            type="button"
            class="chip"
            aria-pressed={false}
            // Pressing it takes neither the selection nor the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => aimAt(selected.pointer, selected.words)}
          >
            <Quoted words={selected.words} lang={lang} />
          </button>
        ) : null}
        {quote.value === null ? null : (
          <button type="button" class="chip" aria-pressed={true} onClick={() => aimAt(only.value)}>
            <Quoted words={quote.value} lang={lang} />
          </button>
        )}
      </div>
      {only.value === null && near.pointer === null ? null : (
        <button
          type="button"
          class="tool"
          onClick={() => askWhereFrom(studio, only.value ?? near.pointer ?? "")}
        >
          {pastWords.value.from.ask}
        </button>
      )}
    </div>
  );
}

function askWhereFrom(studio: Studio, pointer: string): void {
  const stage = studio.stage.peek();
  if (stage === null) return;
  askedPlace.value = { session_id: studio.session.session_id, stage, pointer };
  studio.panelTab.value = "history";
  studio.panelOpen.value = true;
}

function Quoted({
  words: quoted,
  lang,
}: {
  readonly words: string;
  readonly lang: string;
}): JSX.Element {
  const short = countCodePoints(quoted) > 24 ? `${firstOf(quoted, 24)}…` : quoted;
  return (
    <>
      {words.value.feedback.quoted} <span lang={lang} dir="auto">{`“${short}”`}</span>
    </>
  );
}

/** A pointer and what holds it, from the inside out. */
function withHolders(pointer: string | null): readonly string[] {
  if (pointer === null) return [];
  const path = pathOf(pointer);
  return path.map((_, at) => pointerOf(path.slice(0, path.length - at)));
}
