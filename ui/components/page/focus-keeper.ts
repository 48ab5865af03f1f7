/**
 * The focus never falls to the page's top: where what had it is taken off the page, it goes to the
 * nearest part around it that is still there.
 */
export function keepFocus(root: HTMLElement): () => void {
  let around: readonly HTMLElement[] = [];
  const remember = (event: FocusEvent) => {
    around = event.target instanceof HTMLElement ? holdersOf(event.target) : [];
  };
  const observer = new MutationObserver(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || around.length === 0 || around[0]?.isConnected) return;
    const next = around.find((element) => element.isConnected) ?? document.getElementById("main");
    if (!next) return;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}

/** The element itself, then what around it may have the focus in its stead. */
function holdersOf(element: HTMLElement): readonly HTMLElement[] {
  const holders = [element];
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.matches("[data-field], article, section, aside, main, dialog")) holders.push(at);
  }
  return holders;
}
