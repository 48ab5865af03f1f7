/** Deleting a book of the shelf: at once, and taken back by Undo while the page is open. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { SessionSummary } from "#shared/session/state.ts";
import type { ApiClient } from "#shared/http/client.ts";
import { type ApiResult, askForNothing } from "../browser/api.ts";
import type { Dashboard } from "./dashboard.ts";
import type { FailedPress } from "../session/send-outcome.ts";
import { pageClient } from "../browser/page-client.ts";

export interface ShelfApi {
  readonly deleteSession: (session_id: string) => Promise<ApiResult<unknown>>;
  readonly restoreSession: (session_id: string) => Promise<ApiResult<unknown>>;
}

const SESSION = "/api/v1/genesis/sessions/{session_id}";
const RESTORE = "/api/v1/genesis/sessions/{session_id}/restore";

export function createShelfApi(client: ApiClient = pageClient()): ShelfApi {
  const of = (session_id: string) => ({ params: { path: { session_id } } });
  return {
    deleteSession: (session_id) => askForNothing(client.DELETE(SESSION, of(session_id))),
    restoreSession: (session_id) => askForNothing(client.POST(RESTORE, of(session_id))),
  };
}

export interface ShelfDeletion {
  /** What can be taken back, the newest last. */
  readonly deleted: ReadonlySignal<readonly SessionSummary[]>;
  readonly failed: ReadonlySignal<Pick<FailedPress, "outcome" | "retry"> | null>;
  readonly remove: (session: SessionSummary) => Promise<void>;
  readonly undo: (session: SessionSummary) => Promise<void>;
  /** It stays deleted, and is no longer spoken of. */
  readonly dismiss: (session: SessionSummary) => void;
  readonly dismissFailure: () => void;
}

export type Shelf = Pick<Dashboard, "takeOff" | "putBack" | "refresh">;

export function createShelfDeletion(shelf: Shelf, api: ShelfApi = createShelfApi()): ShelfDeletion {
  const deleted = signal<readonly SessionSummary[]>([]);
  const failed = signal<Pick<FailedPress, "outcome" | "retry"> | null>(null);
  /** Sessions of which a request is under way: a second press is the same one. */
  const busy = new Set<string>();

  const without = ({ session_id }: SessionSummary) =>
    deleted.value.filter((other) => other.session_id !== session_id);

  async function press(
    { session_id }: SessionSummary,
    request: (session_id: string) => Promise<ApiResult<unknown>>,
    done: () => void,
    retry: () => void,
  ): Promise<void> {
    if (busy.has(session_id)) return;
    busy.add(session_id);
    failed.value = null;
    const result = await request(session_id);
    busy.delete(session_id);
    if (result.outcome === "ok") {
      done();
      await shelf.refresh();
    } else failed.value = { outcome: result, retry };
  }

  function remove(session: SessionSummary): Promise<void> {
    const done = () => {
      deleted.value = [...without(session), session];
      shelf.takeOff(session);
    };
    return press(session, api.deleteSession, done, () => void remove(session));
  }

  function undo(session: SessionSummary): Promise<void> {
    const done = () => {
      deleted.value = without(session);
      shelf.putBack(session);
    };
    return press(session, api.restoreSession, done, () => void undo(session));
  }

  return {
    deleted,
    failed,
    remove,
    undo,
    dismiss(session) {
      deleted.value = without(session);
    },
    dismissFailure() {
      failed.value = null;
    },
  };
}
