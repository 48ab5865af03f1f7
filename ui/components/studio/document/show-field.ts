/** Scrolls to a field, or to what holds it, and puts the focus there. */
import { pathOf, pointerOf } from "../../../models/content/pointer.ts";

export function showField(pointer: string): void {
  for (let path = pathOf(pointer); path.length > 0; path = path.slice(0, -1)) {
    const found = document.querySelector<HTMLElement>(
      `[data-field="${CSS.escape(pointerOf(path))}"]`,
    );
    if (found) {
      // A folded item opens, and what is inside it is there a moment later.
      const fold = found.querySelector<HTMLElement>(":scope .fold[aria-expanded=false]");
      if (fold && found.classList.contains("folded")) {
        fold.click();
        requestAnimationFrame(() => showField(pointer));
        return;
      }
      found.scrollIntoView({ block: "center" });
      found.focus({ preventScroll: true });
      return;
    }
  }
}
