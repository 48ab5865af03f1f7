/** Arranging the shelf: finding, sorting, archiving, renaming; what is deleted, and its way back. */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient } from "#shared/http/client.ts";
import type { SessionSummary } from "#shared/session/state.ts";
import { type ApiResult, type CommandRequest, ask } from "../browser/api.ts";
import { createShelfApi, type ShelfApi } from "./shelf-deletion.ts";
import { pageClient } from "../browser/page-client.ts";

export const SHELF_VIEWS = ["shelf", "archived", "deleted"] as const;
export type ShelfView = (typeof SHELF_VIEWS)[number];
export const SHELF_SORTS = ["updated", "title", "progress"] as const;
export type ShelfSort = (typeof SHELF_SORTS)[number];

interface Page {
  readonly sessions: SessionSummary[];
  readonly next: string | null;
}

export interface ArrangeApi extends ShelfApi {
  readonly list: (
    view: ShelfView,
    search: string,
    before: string | null,
    limit: number,
  ) => Promise<ApiResult<Page>>;
  readonly send: (session_id: string, request: CommandRequest) => Promise<ApiResult<unknown>>;
}

function createArrangeApi(client: ApiClient = pageClient()): ArrangeApi {
  return {
    ...createShelfApi(client),
    list: (view, search, before, limit) =>
      ask(
        client.GET("/api/v1/genesis/sessions", {
          params: {
            query: {
              limit,
              ...(before === null ? {} : { before }),
              ...(search === "" ? {} : { search }),
              ...(view === "deleted"
                ? { deleted: "true" as const }
                : { archived: view === "archived" ? ("true" as const) : ("false" as const) }),
            },
          },
        }),
      ),
    send: (session_id, body) =>
      ask(
        client.POST("/api/v1/genesis/sessions/{session_id}/commands", {
          body,
          params: {
            path: { session_id },
            header: { "Idempotency-Key": crypto.randomUUID() },
          },
        }),
      ),
  };
}

export interface Arrange {
  readonly view: ReadonlySignal<ShelfView>;
  readonly search: ReadonlySignal<string>;
  readonly sort: ReadonlySignal<ShelfSort>;
  /** Sorted; by title or progress it is all of them. */
  readonly books: ReadonlySignal<readonly SessionSummary[]>;
  readonly status: ReadonlySignal<"loading" | "ready" | "failed">;
  readonly hasMore: ReadonlySignal<boolean>;
  /** The last press did not work. */
  readonly pressFailed: ReadonlySignal<boolean>;
  readonly show: (view: ShelfView) => Promise<void>;
  readonly find: (search: string) => Promise<void>;
  readonly sortBy: (sort: ShelfSort) => Promise<void>;
  readonly more: () => Promise<void>;
  readonly rename: (book: SessionSummary, title: string) => Promise<void>;
  readonly archive: (book: SessionSummary) => Promise<void>;
  readonly unarchive: (book: SessionSummary) => Promise<void>;
  readonly remove: (book: SessionSummary) => Promise<void>;
  readonly restore: (book: SessionSummary) => Promise<void>;
}

const PAGE = 50;
/** Sorted by anything but time, all of them are needed. */
const WHOLE_PAGE = 500;

/** @param onChanged the shelf of the page is to be read again */
export function createArrange(
  onChanged: () => void,
  api: ArrangeApi = createArrangeApi(),
): Arrange {
  const view = signal<ShelfView>("shelf");
  const search = signal("");
  const sort = signal<ShelfSort>("updated");
  const loaded = signal<readonly SessionSummary[]>([]);
  const next = signal<string | null>(null);
  const status = signal<Arrange["status"]["value"]>("loading");
  const pressFailed = signal(false);
  /** The newest load: an older one's answer is not wanted any more. */
  let turn = 0;

  async function load(from: string | null): Promise<void> {
    const mine = ++turn;
    if (from === null) status.value = "loading";
    let before = from;
    let books = from === null ? [] : loaded.value;
    do {
      const limit = sort.value === "updated" ? PAGE : WHOLE_PAGE;
      const result = await api.list(view.value, search.value.trim(), before, limit);
      if (mine !== turn) return;
      if (result.outcome !== "ok") {
        status.value = "failed";
        return;
      }
      books = [...books, ...result.body.sessions];
      before = result.body.next;
    } while (before !== null && sort.value !== "updated");
    loaded.value = books;
    next.value = before;
    status.value = "ready";
  }

  async function press(request: Promise<ApiResult<unknown>>): Promise<void> {
    pressFailed.value = false;
    const result = await request;
    pressFailed.value = result.outcome !== "ok";
    onChanged();
    await load(null);
  }

  const sendTo = (book: SessionSummary, request: CommandRequest) =>
    press(api.send(book.session_id, request));

  return {
    view,
    search,
    sort,
    books: computed(() => sorted(loaded.value, sort.value)),
    status,
    hasMore: computed(() => next.value !== null),
    pressFailed,
    show(wanted) {
      view.value = wanted;
      return load(null);
    },
    find(text) {
      search.value = text;
      return load(null);
    },
    sortBy(wanted) {
      sort.value = wanted;
      return load(null);
    },
    more: () => load(next.value),
    rename: (book, title) => sendTo(book, { command_type: "RENAME_SESSION", payload: { title } }),
    archive: (book) => sendTo(book, { command_type: "ARCHIVE_SESSION", payload: {} }),
    unarchive: (book) => sendTo(book, { command_type: "UNARCHIVE_SESSION", payload: {} }),
    remove: (book) => press(api.deleteSession(book.session_id)),
    restore: (book) => press(api.restoreSession(book.session_id)),
  };
}

function sorted(books: readonly SessionSummary[], sort: ShelfSort): readonly SessionSummary[] {
  switch (sort) {
    case "updated":
      return books;
    case "title":
      return books.toSorted((a, b) => a.title.localeCompare(b.title, a.language));
    case "progress":
      return books.toSorted((a, b) => b.confirmed_stages - a.confirmed_stages);
  }
}
