/** Where in the shown text a press was: the editor's caret goes there. */

/** Characters from the text's start, items of a list counting their line break; null where unknown. */
export function caretAt(event: MouseEvent): number | null {
  const root = event.currentTarget;
  if (!(root instanceof HTMLElement)) return null;
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = place ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = place?.offsetNode ?? range?.startContainer;
  // Beside a line it is the element that the press fell into, and a place among what that holds.
  if (!node || !root.contains(node)) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, place?.offset ?? range?.startOffset ?? 0);
  const items = before.cloneContents().querySelectorAll("li").length;
  return before.toString().length + Math.max(0, items - 1);
}
