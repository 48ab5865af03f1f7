/** One novel, fetched when its page opens. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Novel } from "#shared/foundation/novel.ts";
import { type Api, createApi } from "../browser/api.ts";

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
  api: Pick<Api, "getNovel"> = createApi(),
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
      void fetchNovel(novel_id, api, own.signal).then((result) => {
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
  api: Pick<Api, "getNovel">,
  signal: AbortSignal,
): Promise<NovelLoad> {
  const result = await api.getNovel(novel_id, signal);
  switch (result.outcome) {
    case "ok":
      return { status: "ready", novel: result.body };
    case "unreachable":
      return { status: "unreachable" };
    case "refused":
      return { status: result.problem.status === 429 ? "unreachable" : "missing" };
  }
}
