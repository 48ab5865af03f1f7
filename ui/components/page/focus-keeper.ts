/**
 * The focus never falls to the page's top: where what had it is taken off the page, or can no
 * longer be pressed, it goes to the nearest part around it that is still there.
 */
export function keepFocus(root: HTMLElement): () => void {
  let around: readonly HTMLElement[] = [];
  const remember = (event: FocusEvent) => {
    around = event.target instanceof HTMLElement ? holdersOf(event.target) : [];
  };
  const observer = new MutationObserver(() => {
    const [had] = around;
    // What can no longer be pressed loses it as soon as the page is drawn.
    const isOff = had instanceof HTMLButtonElement && had.disabled;
    const active = document.activeElement;
    const isLost = active === null || active === document.body || (isOff && active === had);
    if (!isLost || had === undefined || (had.isConnected && !isOff)) return;
    const next =
      around.find((element) => element.isConnected && !(isOff && element === had)) ??
      document.getElementById("main");
    if (!next) return;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", remember);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ["disabled"] });
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
