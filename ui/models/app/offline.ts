/**
 * The service worker, by which the interface opens without a network (service-worker/). It knows the
 * interface's addresses from the root of its host; a studio below a path has none.
 */
import { effect } from "@preact/signals";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { at } from "../browser/place.ts";

/** Called once the page is used: what a first look needs comes first. Not on a page that is developed. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || at("/") !== "/") return;
  const { serviceWorker } = navigator;
  void serviceWorker.register("/service-worker.js").catch(() => undefined);
  // The words of this language, those of screens too that were not looked at yet.
  effect(() => {
    const language = interfaceLanguage.value;
    void serviceWorker.ready.then(({ active }) => active?.postMessage(language));
  });
}
