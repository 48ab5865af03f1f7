/** Where in the shown text a press was: the editor's caret goes there. */

/** Characters from the text's start, items of a list counting their line break; null where unknown. */
export function caretAt(event: MouseEvent): number | null {
  const root = event.currentTarget;
  if (!(root instanceof HTMLElement)) return null;
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = place ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = place?.offsetNode ?? range?.startContainer;
  const offset = place?.offset ?? range?.startOffset ?? 0;
  if (!node || node.nodeType !== Node.TEXT_NODE || !root.contains(node)) return null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text === node) return before + offset;
    before += (text.textContent ?? "").length;
    if (text.parentElement?.tagName === "LI") before += 1;
  }
  return null;
}
