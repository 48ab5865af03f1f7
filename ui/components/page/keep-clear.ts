/** What has the focus is never under a bar that stays on the screen: the page scrolls it clear. */

/** Bars at the top and at the bottom of the window. */
const TOP = ".top-bar, .centre > .strip";
const BOTTOM = ".decision";
const ROOM_PX = 12;

export function keepClear(): () => void {
  /** What is pressed stays under the pointer until it is let go: a press that moves away is lost. */
  let isPressed = false;
  let waiting: HTMLElement | null = null;
  const onFocus = (event: FocusEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest(`${TOP}, ${BOTTOM}, dialog, .panel`)) {
      return;
    }
    if (isPressed) waiting = target;
    else scrollSoon(target);
  };
  const onPress = () => {
    isPressed = true;
  };
  const onRelease = () => {
    isPressed = false;
    if (waiting !== null) scrollSoon(waiting);
    waiting = null;
  };
  const listeners = {
    pointerdown: onPress,
    pointerup: onRelease,
    pointercancel: onRelease,
    // Where a release was never heard of.
    keydown: onRelease,
  };
  document.addEventListener("focusin", onFocus);
  for (const [type, listener] of Object.entries(listeners)) {
    document.addEventListener(type, listener, true);
  }
  return () => {
    document.removeEventListener("focusin", onFocus);
    for (const [type, listener] of Object.entries(listeners)) {
      document.removeEventListener(type, listener, true);
    }
  };
}

/** Behind the browser's own scrolling, what the focus changes, and the click that a release becomes. */
function scrollSoon(element: HTMLElement): void {
  requestAnimationFrame(() => {
    if (element.contains(document.activeElement)) scrollClear(element);
  });
}

function scrollClear(element: HTMLElement): void {
  // A whole section has the focus for those who listen; nobody looks for its outline.
  if (element.matches("main, section, article, aside")) return;
  const top = Math.max(0, ...barsIn(TOP).map((bar) => bar.bottom)) + ROOM_PX;
  const bottom = Math.min(window.innerHeight, ...barsIn(BOTTOM).map((bar) => bar.top)) - ROOM_PX;
  const place = element.getBoundingClientRect();
  // A text that is longer than the room stays where it was pressed: its caret says where.
  if (element.matches("textarea") && place.height > bottom - top) return;
  const below = place.bottom - bottom;
  const above = top - place.top;
  // What is taller than the room between the bars shows its beginning.
  if (below > 0) window.scrollBy({ top: Math.min(below, place.top - top), behavior: "instant" });
  else if (above > 0) window.scrollBy({ top: -above, behavior: "instant" });
}

function barsIn(selector: string): DOMRect[] {
  return [...document.querySelectorAll(selector)]
    .filter((bar) => getComputedStyle(bar).position === "sticky")
    .map((bar) => bar.getBoundingClientRect())
    .filter((place) => place.height > 0);
}
