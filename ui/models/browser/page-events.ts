/** Whether this device is on line, and whether anybody looks at the page. */
export interface PageHandlers {
  readonly onOnline: () => void;
  readonly onOffline: () => void;
  readonly onVisible: () => void;
  readonly onHidden: () => void;
}

/** Follows the page until the returned function is called; where there is no page, nothing happens. */
export function watchPage(handlers: PageHandlers): () => void {
  if (typeof window === "undefined") return () => {};
  const onVisibility = () => {
    if (document.visibilityState === "hidden") handlers.onHidden();
    else handlers.onVisible();
  };
  window.addEventListener("online", handlers.onOnline);
  window.addEventListener("offline", handlers.onOffline);
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    window.removeEventListener("online", handlers.onOnline);
    window.removeEventListener("offline", handlers.onOffline);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
