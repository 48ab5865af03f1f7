/** Where a chapter that is dragged would fall: a row of its own document, or a part that has none. */
import { type ChapterPlace, placeOf } from "../../../models/content/moving.ts";

export interface DropTarget {
  /** A chapter's row, or the list of a part without chapters. */
  readonly element: Element;
  /** Whether the pointer is in its lower half: what is dropped comes behind it. */
  readonly isBelow: boolean;
}

/** The target nearest to a height of the window, in the document that the grip is of. */
export function targetNear(grip: Element | null, y: number): DropTarget | null {
  let nearest: { readonly target: DropTarget; readonly apart: number } | null = null;
  const rows = ".items-chapters > .item, .items-chapters:empty";
  for (const element of grip?.closest(".document")?.querySelectorAll(rows) ?? []) {
    const { top, bottom } = element.getBoundingClientRect();
    const apart = y < top ? top - y : y > bottom ? y - bottom : 0;
    const isBelow = y > (top + bottom) / 2 && element.matches(".item");
    if (nearest === null || apart < nearest.apart)
      nearest = { target: { element, isBelow }, apart };
  }
  return nearest?.target ?? null;
}

/** Before the row, behind it, or first of its part. */
export function placeIn({ element, isBelow }: DropTarget): ChapterPlace | null {
  const list = element.getAttribute("data-list");
  if (list !== null) return placeOf(`${list}/0`);
  const own = element.querySelector("[data-place]")?.getAttribute("data-place");
  if (own === null || own === undefined) return null;
  const { part, at } = placeOf(own);
  return { part, at: isBelow ? at + 1 : at };
}

/** Where it would fall is a line between the rows. */
export function mark(target: DropTarget | null): void {
  for (const marked of document.querySelectorAll(".drop-above, .drop-below"))
    marked.classList.remove("drop-above", "drop-below");
  target?.element.classList.add(target.isBelow ? "drop-below" : "drop-above");
}
