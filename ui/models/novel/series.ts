/** A novel's next book, and the bible of its series. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Bible } from "#shared/series/bible.ts";
import { type Api, createApi } from "../browser/api.ts";
import { randomKey } from "../browser/random-key.ts";

export interface Sequel {
  readonly state: ReadonlySignal<"idle" | "beginning" | "failed">;
  readonly begin: () => Promise<void>;
}

/** @param onBegun receives the session of the next book */
export function createSequel(
  novel_id: string,
  onBegun: (session_id: string) => void,
  api: Pick<Api, "beginSequel"> = createApi(),
): Sequel {
  // The same key until it is begun: a second press after a lost answer begins no second book.
  const key = randomKey();
  const state = signal<"idle" | "beginning" | "failed">("idle");
  return {
    state,
    async begin() {
      if (state.value === "beginning") return;
      state.value = "beginning";
      const begun = await api.beginSequel(novel_id, key);
      state.value = begun.outcome === "ok" ? "idle" : "failed";
      if (begun.outcome === "ok") onBegun(begun.body.session_id);
    },
  };
}

export interface SeriesBible {
  readonly state: ReadonlySignal<Bible | "loading" | "failed">;
  readonly load: () => Promise<void>;
}

export function createBible(
  novel_id: string,
  api: Pick<Api, "getBible"> = createApi(),
): SeriesBible {
  const state = signal<Bible | "loading" | "failed">("loading");
  return {
    state,
    async load() {
      state.value = "loading";
      const answer = await api.getBible(novel_id);
      state.value = answer.outcome === "ok" ? answer.body : "failed";
    },
  };
}
