/** The grip of a chapter's row: dragged with a finger or a mouse, or moved with the arrow keys. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import { announce } from "../../../models/app/announce.ts";
import {
  type ChapterPlace,
  movedChapter,
  movedLocks,
  neighbour,
  orderOf,
  partsOf,
  placeOf,
} from "../../../models/content/moving.ts";
import { hasPlace, valueAt } from "../../../models/content/pointer.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import type { DocumentContext } from "./document-context.ts";
import { mark, placeIn, targetNear } from "./drop-target.ts";
import "../../../styles/moving.css";

export interface MoveChapterProps {
  readonly context: DocumentContext;
  /** Of the chapter: `/parts/0/chapters/2`. */
  readonly pointer: string;
  readonly name: string;
}

/** Pixels from the window's edge within which the page follows a drag. */
const EDGE_PX = 72;
/** By frame. */
const SCROLL_PX = 10;

/** Books whose chapters are on their way: a second move would be made from what the first replaces. */
const moving = new WeakSet<Studio>();

interface Drag {
  /** Height in the window; null until the pointer has moved. */
  y: number | null;
}

export function MoveChapter({ context, pointer, name }: MoveChapterProps): JSX.Element {
  const grip = useRef<HTMLButtonElement>(null);
  const drag = useRef<Drag | null>(null);
  const [said, setSaid] = useState("");
  const { studio, stage, content } = context;
  const text = words.value.moving;
  const from = placeOf(pointer);
  const id = String(valueAt(content, `${pointer}/id`));

  useEffect(
    () => () => {
      if (drag.current !== null) mark(null);
      drag.current = null;
    },
    [],
  );
  const say = (sentence: string) => {
    setSaid(sentence);
    announce(sentence);
  };

  const move = async (to: ChapterPlace) => {
    const parts = partsOf(content);
    const moved = movedChapter(content, from, to);
    if (orderOf(moved) === orderOf(parts)) return;
    if (moving.has(studio) || studio.session.sending.peek().has("SAVE_CANDIDATE")) return;
    // An open editor goes by its place: what is typed in it would be another chapter's.
    const editors = studio.editors(stage);
    const open = [...editors.open.peek()].filter(([at]) => at.startsWith("/parts/"));
    if (open.some(([at, { base, text: typed }]) => typed !== base && hasPlace(content, at))) {
      say(text.typed);
      return;
    }
    for (const [at] of open) editors.end(at);
    setSaid("");
    moving.add(studio);
    const outcome = await studio
      .saveValue("/parts", moved, parts, movedLocks)
      .finally(() => moving.delete(studio));
    if (outcome.outcome !== "accepted") return;
    announce(text.moved(name));
    // Its row may be another one now, in another part.
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-chapter="${CSS.escape(id)}"]`)?.focus();
    });
  };

  const target = () => {
    const y = drag.current?.y ?? null;
    return y === null ? null : targetNear(grip.current, y);
  };
  /** At each frame: at the window's edge the page goes on while the hand rests. */
  const follow = () => {
    const now = drag.current;
    if (now === null) return;
    if (now.y !== null) {
      const down = window.innerHeight - now.y < EDGE_PX;
      if (down || now.y < EDGE_PX) window.scrollBy(0, down ? SCROLL_PX : -SCROLL_PX);
      mark(target());
    }
    requestAnimationFrame(follow);
  };
  const end = (isDropped: boolean) => {
    const found = isDropped ? target() : null;
    const to = found === null ? null : placeIn(found);
    drag.current = null;
    mark(null);
    grip.current?.closest(".item")?.classList.remove("dragged");
    if (to !== null) void move(to);
  };
  const moveBy = (step: -1 | 1) => {
    const to = neighbour(content, from, step);
    if (to === null) say(step === -1 ? text.first(name) : text.last(name));
    else void move(to);
  };

  return (
    <span class="move-place">
      <button
        ref={grip}
        type="button"
        class="tool move"
        data-chapter={id}
        data-place={pointer}
        aria-label={text.name(name)}
        title={text.hint}
        onKeyDown={(event) => {
          const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
          if (event.key === "Escape" && drag.current !== null) end(false);
          if (step === null) return;
          event.preventDefault();
          // A key that is held is one press: each move is saved before the next.
          if (!event.repeat) moveBy(step);
        }}
        onClick={(event) => {
          // By a key, or by what reads the page: a finger and a mouse drag.
          if (event.detail === 0) say(text.hint);
        }}
        onBlur={() => setSaid("")}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.closest(".item")?.classList.add("dragged");
          drag.current = { y: null };
          follow();
        }}
        onPointerMove={(event) => {
          if (drag.current !== null) drag.current.y = event.clientY;
        }}
        onPointerUp={() => end(true)}
        onPointerCancel={() => end(false)}
      >
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
          />
        </svg>
      </button>
      {said === "" ? null : (
        <span class="move-said" aria-hidden="true">
          {said}
        </span>
      )}
    </span>
  );
}
