/** The grip of a chapter's row: dragged with a finger or a mouse, or moved with the arrow keys. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../../../i18n/studio-more.words.ts";
import { announce } from "../../../models/app/announce.ts";
import {
  type ChapterPlace,
  movedChapter,
  neighbour,
  partsOf,
} from "../../../models/content/moving.ts";
import { pathOf, valueAt } from "../../../models/content/pointer.ts";
import type { DocumentContext } from "./document-context.ts";

export interface MoveChapterProps {
  readonly context: DocumentContext;
  /** Of the chapter: `/parts/0/chapters/2`. */
  readonly pointer: string;
  readonly name: string;
}

/** Pixels from the window's edge within which the page follows a drag. */
const EDGE_PX = 72;
const SCROLL_PX = 14;

export function MoveChapter({ context, pointer, name }: MoveChapterProps): JSX.Element {
  const grip = useRef<HTMLButtonElement>(null);
  const drag = useRef<{ readonly to: ChapterPlace | null } | null>(null);
  const text = words.value.moving;
  const from = placeOf(pointer);
  const id = String(valueAt(context.content, `${pointer}/id`));

  const move = async (to: ChapterPlace | null) => {
    if (to === null) return;
    const parts = partsOf(context.content);
    const moved = movedChapter(context.content, from, to);
    if (order(moved) === order(parts)) return;
    const outcome = await context.studio.saveValue("/parts", moved, parts);
    if (outcome.outcome !== "accepted") return;
    announce(text.moved(name));
    // Its row may be another one now, in another part.
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-chapter="${CSS.escape(id)}"]`)?.focus();
    });
  };

  const over = (event: PointerEvent) => {
    if (drag.current === null) return;
    const down = window.innerHeight - event.clientY < EDGE_PX;
    if (down || event.clientY < EDGE_PX) window.scrollBy(0, down ? SCROLL_PX : -SCROLL_PX);
    const found = rowUnder(event.clientY);
    mark(found);
    drag.current = { to: found === null ? null : placeAt(found) };
  };
  const end = (isDropped: boolean) => {
    const to = drag.current?.to ?? null;
    drag.current = null;
    mark(null);
    grip.current?.closest(".item")?.classList.remove("dragged");
    if (isDropped) void move(to);
  };

  return (
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
        void move(neighbour(context.content, from, step));
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.closest(".item")?.classList.add("dragged");
        drag.current = { to: null };
      }}
      onPointerMove={over}
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
  );
}

function placeOf(pointer: string): ChapterPlace {
  const path = pathOf(pointer);
  return { part: Number(path[1]), at: Number(path[3]) };
}

/** Chapters by id, part by part. */
function order(parts: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify(
    parts.map(({ chapters }) =>
      Array.isArray(chapters) ? chapters.map((chapter: unknown) => valueAt(chapter, "/id")) : [],
    ),
  );
}

interface Row {
  readonly element: Element;
  /** Whether the pointer is in its lower half: what is dropped comes behind it. */
  readonly isBelow: boolean;
}

/** The chapter's row nearest to a height of the window. */
function rowUnder(y: number): Row | null {
  let nearest: { readonly row: Row; readonly apart: number } | null = null;
  for (const element of document.querySelectorAll(".items-chapters > .item")) {
    const { top, bottom } = element.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    const apart = y < top ? top - y : y > bottom ? y - bottom : 0;
    if (nearest === null || apart < nearest.apart)
      nearest = { row: { element, isBelow: y > middle }, apart };
  }
  return nearest?.row ?? null;
}

function placeAt({ element, isBelow }: Row): ChapterPlace | null {
  const own = element.querySelector("[data-place]")?.getAttribute("data-place");
  if (own === null || own === undefined) return null;
  const { part, at } = placeOf(own);
  return { part, at: isBelow ? at + 1 : at };
}

/** Where it would fall is a line between the rows. */
function mark(row: Row | null): void {
  for (const marked of document.querySelectorAll(".drop-above, .drop-below"))
    marked.classList.remove("drop-above", "drop-below");
  row?.element.classList.add(row.isBelow ? "drop-below" : "drop-above");
}
