/** What models have cost the account, by month. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import { ask } from "../browser/api.ts";
import { pageClient } from "../browser/page-client.ts";

type ModelUsage = ApiModel<"ModelUsage">["usage"];

export interface Months {
  /** Empty until it is known, which is not worth an error. */
  readonly usage: ReadonlySignal<ModelUsage>;
  readonly load: () => Promise<void>;
}

export function createMonths(client: ApiClient = pageClient()): Months {
  const usage = signal<ModelUsage>([]);
  return {
    usage,
    async load() {
      const result = await ask(client.GET("/api/v1/genesis/settings/model/usage"));
      if (result.outcome === "ok") usage.value = result.body.usage;
    },
  };
}
