/** Who has access to the account: its browsers, and what other accounts brought. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { type ApiResult, ask, askForNothing } from "../browser/api.ts";
import type { FailedPress } from "../session/send-outcome.ts";
import { pageClient } from "../browser/page-client.ts";

export type AccountBrowser = ApiModel<"AccountBrowser">;
export type AccountMerge = ApiModel<"AccountMerge">;

export interface AccessApi {
  readonly listBrowsers: () => Promise<ApiResult<ApiModel<"AccountBrowsers">>>;
  readonly endBrowser: (browser_id: string) => Promise<ApiResult<unknown>>;
  readonly listMerges: () => Promise<ApiResult<ApiModel<"AccountMerges">>>;
  readonly undoMerge: (merge_id: string) => Promise<ApiResult<{ returned_sessions: number }>>;
}

const BROWSER = "/api/v1/genesis/account/browsers/{browser_id}";
const UNDO = "/api/v1/genesis/account/merges/{merge_id}/undo";

function createAccessApi(client: ApiClient = pageClient()): AccessApi {
  return {
    listBrowsers: () => ask(client.GET("/api/v1/genesis/account/browsers")),
    endBrowser: (browser_id) =>
      askForNothing(client.DELETE(BROWSER, { params: { path: { browser_id } } })),
    listMerges: () => ask(client.GET("/api/v1/genesis/account/merges")),
    undoMerge: (merge_id) => ask(client.POST(UNDO, { params: { path: { merge_id } }, body: {} })),
  };
}

export interface AccessModel {
  readonly browsers: ReadonlySignal<readonly AccountBrowser[]>;
  readonly merges: ReadonlySignal<readonly AccountMerge[]>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Pick<FailedPress, "outcome"> | null>;
  readonly load: () => Promise<void>;
  readonly putOut: (browser_id: string) => Promise<void>;
  /** The shelf is another one then: the page is opened again. */
  readonly undo: (merge_id: string) => Promise<void>;
}

export function createAccess(
  api: AccessApi = createAccessApi(),
  reload: () => void = () => window.location.reload(),
): AccessModel {
  const browsers = signal<readonly AccountBrowser[]>([]);
  const merges = signal<readonly AccountMerge[]>([]);
  const isBusy = signal(false);
  const failed = signal<Pick<FailedPress, "outcome"> | null>(null);

  async function load(): Promise<void> {
    const [listed, merged] = await Promise.all([api.listBrowsers(), api.listMerges()]);
    if (listed.outcome === "ok") browsers.value = listed.body.browsers;
    if (merged.outcome === "ok") {
      merges.value = merged.body.merges.filter(
        ({ undone_at, is_own }) => undone_at === null || is_own,
      );
    }
  }

  async function press(request: () => Promise<ApiResult<unknown>>, done: () => void) {
    if (isBusy.value) return;
    isBusy.value = true;
    failed.value = null;
    const result = await request();
    isBusy.value = false;
    if (result.outcome === "ok") done();
    else failed.value = { outcome: result };
  }

  return {
    browsers,
    merges,
    isBusy,
    failed,
    load,
    putOut: (browser_id) =>
      press(
        () => api.endBrowser(browser_id),
        () => void load(),
      ),
    undo: (merge_id) => press(() => api.undoMerge(merge_id), reload),
  };
}
