/** One novel, fetched when its page opens. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Novel } from "#shared/novel.ts";
import { API_BASE } from "./api.ts";

export type NovelLoad =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly novel: Novel }
  | { readonly status: "missing" }
  /** No answer, or one that says "later". */
  | { readonly status: "unreachable" };

export interface NovelModel {
  readonly load: ReadonlySignal<NovelLoad>;
  /** Fetches, or tries again. */
  start(): void;
  /** A late answer changes nothing any more. */
  stop(): void;
}

export function createNovelModel(
  novel_id: string,
  fetcher: typeof fetch = (...args) => fetch(...args),
): NovelModel {
  const load = signal<NovelLoad>({ status: "loading" });
  let attempt: AbortController | null = null;

  return {
    load,
    start() {
      attempt?.abort();
      const own = new AbortController();
      attempt = own;
      load.value = { status: "loading" };
      void fetchNovel(novel_id, fetcher, own.signal).then((result) => {
        if (!own.signal.aborted) load.value = result;
      });
    },
    stop() {
      attempt?.abort();
      attempt = null;
    },
  };
}

async function fetchNovel(
  novel_id: string,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<NovelLoad> {
  try {
    const response = await fetcher(`${API_BASE}/novels/${encodeURIComponent(novel_id)}`, {
      credentials: "same-origin",
      headers: { Accept: "application/json" },
      signal,
    });
    if (response.ok) {
      const novel: Novel = await response.json();
      return { status: "ready", novel };
    }
    return response.status >= 500 || response.status === 429
      ? { status: "unreachable" }
      : { status: "missing" };
  } catch {
    return { status: "unreachable" };
  }
}
