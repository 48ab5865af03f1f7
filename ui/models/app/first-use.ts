/** The first sign that somebody uses the page: until then it is only looked at. */

const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"] as const;

/** Calls back once; until the returned function is called. */
export function onFirstUse(used: () => void): () => void {
  const stop = () => {
    for (const sign of SIGNS) document.removeEventListener(sign, first);
  };
  const first = (event: Event) => {
    // Browsers make a move of their own where something is laid out under a pointer that stands still.
    if (event instanceof PointerEvent && event.type === "pointermove") {
      if (event.movementX === 0 && event.movementY === 0) return;
    }
    stop();
    used();
  };
  for (const sign of SIGNS) document.addEventListener(sign, first, { passive: true });
  return stop;
}
