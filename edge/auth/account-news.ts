/**
 * What has ended elsewhere while its streams are open here: sign-ins, browsers that were put out,
 * bearer tokens, accounts that were taken into others. Asked every two seconds, and at once where
 * another edge says so by NOTIFY.
 */
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { type Caller, credentialKey } from "../database/database.ts";
import type { StreamReader } from "../stream/reader.ts";

export interface AccountNewsOptions {
  /** @returns the places of those that have ended */
  readonly ended: (open: readonly Caller[]) => Promise<readonly number[]>;
  /** The streams that are open here. */
  readonly streams: {
    openCredentials(): readonly Caller[];
    closeWhere(isMeant: (reader: StreamReader) => boolean): void;
  };
  readonly pollIntervalMs: number;
  readonly onFailed: (error: unknown) => void;
}

export const ACCOUNT_NEWS_DEFAULTS = { pollIntervalMs: 2_000 } as const;

export interface AccountNews extends Lifetime {
  wake(): void;
}

export function createAccountNews(options: AccountNewsOptions): AccountNews {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = coalesced(async () => {
    const { streams } = options;
    const nowSeconds = Date.now() / 1_000;
    streams.closeWhere((reader) => reader.signIn.expiresAtSeconds <= nowSeconds);
    const open = streams.openCredentials();
    if (open.length === 0) return;
    try {
      const places = new Set(await options.ended(open));
      const ended = new Set(open.filter((_, place) => places.has(place)).map(credentialKey));
      if (ended.size > 0) streams.closeWhere(({ signIn }) => ended.has(credentialKey(signIn)));
    } catch (error) {
      options.onFailed(error);
    }
  });

  return {
    wake: () => void look.ask(),
    start() {
      void look.ask();
      timer = setInterval(() => void look.ask(), options.pollIntervalMs);
    },
    async stop() {
      clearInterval(timer);
      await look.stop();
    },
  };
}
