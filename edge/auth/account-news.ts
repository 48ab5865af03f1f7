/**
 * What has ended elsewhere while its streams are open here: sign-ins, browsers that were put out,
 * bearer tokens, accounts that were taken into others. Asked every two seconds, and at once where
 * another edge says so by NOTIFY: of whom something ended since the last time, however many streams are
 * open, and then of the streams of those alone. Now and then all of them are asked for.
 */
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { type Caller, credentialKey } from "../database/database.ts";
import type { StreamReader } from "../stream/reader.ts";

/** Of whom something ended: accounts, and sessions at the provider. */
export interface RecentEndings {
  readonly accounts: readonly string[];
  readonly sids: readonly string[];
}

export interface AccountNewsOptions {
  readonly recentEndings: (sinceMs: number) => Promise<RecentEndings>;
  /** @returns the places of those that have ended */
  readonly ended: (open: readonly Caller[]) => Promise<readonly number[]>;
  /** The streams that are open here. */
  readonly streams: {
    readonly readerCount: number;
    openCredentials(): readonly Caller[];
    closeWhere(isMeant: (reader: Pick<StreamReader, "signIn">) => boolean): void;
  };
  readonly pollIntervalMs: number;
  /** How often all are asked for, whatever is said to have ended. */
  readonly lookAtAllMs: number;
  readonly onFailed: (error: unknown) => void;
}

export const ACCOUNT_NEWS_DEFAULTS = { pollIntervalMs: 2_000, lookAtAllMs: 60_000 } as const;

/** What ended is stamped with its transaction's beginning, which has a statement's deadline at most. */
const OVERLAP_MS = 15_000;

export interface AccountNews extends Lifetime {
  wake(): void;
}

export function createAccountNews(options: AccountNewsOptions): AccountNews {
  let timer: ReturnType<typeof setInterval> | undefined;
  /** When the last look began, and when the last at all; null: not yet. */
  let lookedAt: number | null = null;
  let lookedAtAll: number | null = null;

  /** Those that may be over; all of them where it is time, or nobody was told of yet. */
  async function suspects(now: number): Promise<readonly Caller[]> {
    const { streams, lookAtAllMs } = options;
    if (lookedAt === null || lookedAtAll === null || now - lookedAtAll >= lookAtAllMs) {
      lookedAtAll = now;
      return streams.openCredentials();
    }
    const { accounts, sids } = await options.recentEndings(now - lookedAt + OVERLAP_MS);
    if (accounts.length === 0 && sids.length === 0) return [];
    const [ofAccounts, ofSids] = [new Set(accounts), new Set(sids)];
    return streams
      .openCredentials()
      .filter(
        ({ accountId, token }) => ofAccounts.has(accountId) || ofSids.has(token?.providerSid ?? ""),
      );
  }

  const look = coalesced(async () => {
    const { streams } = options;
    const nowSeconds = Date.now() / 1_000;
    streams.closeWhere((reader) => reader.signIn.expiresAtSeconds <= nowSeconds);
    if (streams.readerCount === 0) return;
    const now = performance.now();
    try {
      const open = await suspects(now);
      lookedAt = now;
      if (open.length === 0) return;
      const places = new Set(await options.ended(open));
      const ended = new Set(open.filter((_, place) => places.has(place)).map(credentialKey));
      if (ended.size > 0) streams.closeWhere(({ signIn }) => ended.has(credentialKey(signIn)));
    } catch (error) {
      // The next look asks for all that this one did not.
      lookedAtAll = null;
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
