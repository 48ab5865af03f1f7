/** One novel, fetched when its page opens. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Novel } from "#shared/foundation/novel.ts";
import type { ApiClient } from "#shared/http/client.ts";
import { ask } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";

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

/** @param edition null: the newest */
export function createNovelModel(
  novel_id: string,
  edition: number | null = null,
  client: ApiClient = pageClient(),
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
      void fetchNovel({ novel_id, edition }, client, own.signal).then((result) => {
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
  { novel_id, edition }: { readonly novel_id: string; readonly edition: number | null },
  client: ApiClient,
  signal: AbortSignal,
): Promise<NovelLoad> {
  const query = edition === null ? {} : { edition };
  const result = await ask(
    client.GET("/api/v1/genesis/novels/{novel_id}", {
      params: { path: { novel_id }, query },
      signal,
    }),
  );
  switch (result.outcome) {
    case "ok":
      return { status: "ready", novel: result.body };
    case "unreachable":
      return { status: "unreachable" };
    case "refused":
      return { status: result.problem.status === 429 ? "unreachable" : "missing" };
  }
}
