/** The service worker, by which the interface opens without a network (service-worker/). */

/** Called once the page is used: what a first look needs comes first. Not on a page that is developed. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
}
