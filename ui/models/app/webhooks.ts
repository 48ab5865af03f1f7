/** Addresses that are told what happens in the account's books: added, tried again, ended. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { type ApiResult, ask, askForNothing } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";
import type { FailedPress } from "../session/send-outcome.ts";

export type Webhook = ApiModel<"Webhook">;
export type AddedWebhook = ApiModel<"AddedWebhook">;

export interface WebhooksApi {
  readonly list: () => Promise<ApiResult<ApiModel<"Webhooks">>>;
  readonly add: (url: string) => Promise<ApiResult<AddedWebhook>>;
  readonly retry: (webhook_id: string) => Promise<ApiResult<unknown>>;
  readonly end: (webhook_id: string) => Promise<ApiResult<unknown>>;
}

const ALL = "/api/v1/genesis/account/webhooks";
const ONE = "/api/v1/genesis/account/webhooks/{webhook_id}";
const RETRY = "/api/v1/genesis/account/webhooks/{webhook_id}/retry";

function createWebhooksApi(client: ApiClient = pageClient()): WebhooksApi {
  return {
    list: () => ask(client.GET(ALL)),
    add: (url) => ask(client.POST(ALL, { body: { url } })),
    retry: (webhook_id) => ask(client.POST(RETRY, { params: { path: { webhook_id } } })),
    end: (webhook_id) => askForNothing(client.DELETE(ONE, { params: { path: { webhook_id } } })),
  };
}

export interface WebhooksModel {
  readonly webhooks: ReadonlySignal<readonly Webhook[]>;
  /** While its secret is shown. */
  readonly added: ReadonlySignal<AddedWebhook | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Pick<FailedPress, "outcome"> | null>;
  /** Whether the address is none that the studio sends to. */
  readonly isWrong: ReadonlySignal<boolean>;
  readonly load: () => Promise<void>;
  readonly add: (url: string) => Promise<void>;
  readonly hide: () => void;
  readonly retry: (webhook_id: string) => Promise<void>;
  readonly end: (webhook_id: string) => Promise<void>;
}

export function createWebhooks(api: WebhooksApi = createWebhooksApi()): WebhooksModel {
  const webhooks = signal<readonly Webhook[]>([]);
  const added = signal<AddedWebhook | null>(null);
  const isBusy = signal(false);
  const failed = signal<Pick<FailedPress, "outcome"> | null>(null);
  const isWrong = signal(false);

  async function load(): Promise<void> {
    const listed = await api.list();
    if (listed.outcome === "ok") webhooks.value = listed.body.webhooks;
    else failed.value = { outcome: listed };
  }

  async function press<T>(request: () => Promise<ApiResult<T>>, done: (body: T) => void) {
    if (isBusy.value) return;
    isBusy.value = true;
    [failed.value, isWrong.value] = [null, false];
    const result = await request();
    isBusy.value = false;
    if (result.outcome === "ok") done(result.body);
    else if (result.outcome === "refused" && result.problem.issues.length > 0) isWrong.value = true;
    else failed.value = { outcome: result };
    await load();
  }

  return {
    webhooks,
    added,
    isBusy,
    failed,
    isWrong,
    load,
    add: (url) =>
      press(
        () => api.add(url),
        (webhook) => (added.value = webhook),
      ),
    hide() {
      added.value = null;
    },
    retry: (webhook_id) =>
      press(
        () => api.retry(webhook_id),
        () => undefined,
      ),
    end: (webhook_id) =>
      press(
        () => api.end(webhook_id),
        () => {
          if (added.value?.webhook_id === webhook_id) added.value = null;
        },
      ),
  };
}
