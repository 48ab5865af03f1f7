/** Whether this device is on line, whether anybody looks at the page, and what other windows store. */
export interface PageHandlers {
  readonly onOnline: () => void;
  readonly onOffline: () => void;
  readonly onVisible: () => void;
  readonly onHidden: () => void;
  /** Another window has stored something on this device. */
  readonly onStored?: () => void;
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
  const onStorage = () => handlers.onStored?.();
  window.addEventListener("storage", onStorage);
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    window.removeEventListener("online", handlers.onOnline);
    window.removeEventListener("offline", handlers.onOffline);
    window.removeEventListener("storage", onStorage);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
