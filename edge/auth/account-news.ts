/**
 * What other edges did to accounts: sign-ins that ended while their streams are open here, and
 * accounts that were taken into others. Asked every two seconds, and at once where another edge
 * says so by NOTIFY.
 */
import type { StreamReader } from "../stream/reader.ts";
import { createPump } from "../stream/pump.ts";

export interface AccountReport {
  /** Of the sign-ins that were asked about, those that are over. */
  readonly ended: readonly string[];
  /** account → the one it was taken into */
  readonly merges: Readonly<Record<string, string>>;
}

export interface AccountNewsOptions {
  readonly read: (signInIds: readonly string[], since: Date) => Promise<AccountReport>;
  /** The streams that are open here. */
  readonly streams: {
    openSignIns(): readonly string[];
    closeWhere(isMeant: (reader: StreamReader) => boolean): void;
  };
  readonly pollIntervalMs: number;
  readonly onFailed: (error: unknown) => void;
}

export const ACCOUNT_NEWS_DEFAULTS = { pollIntervalMs: 2_000 } as const;

/** Longer than any cookie of a merged account lives. */
const FIRST_LOOK_BACK_MS = 401 * 86_400_000;
/** Longer than a transaction takes from its start to its commit. */
const LOOK_BACK_MS = 60_000;

export interface AccountNews {
  /** The account that this one was taken into, or itself. */
  mergedInto(accountId: string): string;
  /** What this edge did itself. */
  merged(from: string, into: string): void;
  wake(): void;
  start(): void;
  stop(): Promise<void>;
}

export function createAccountNews(options: AccountNewsOptions): AccountNews {
  const merges = new Map<string, string>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let since = new Date(Date.now() - FIRST_LOOK_BACK_MS);
  const pump = createPump(async () => {
    const { streams } = options;
    const nowSeconds = Date.now() / 1_000;
    streams.closeWhere((reader) => reader.signIn.expiresAtSeconds <= nowSeconds);
    const askedAt = Date.now();
    try {
      const report = await options.read(streams.openSignIns(), since);
      since = new Date(askedAt - LOOK_BACK_MS);
      for (const [from, into] of Object.entries(report.merges)) merges.set(from, into);
      const ended = new Set(report.ended);
      if (ended.size > 0) {
        streams.closeWhere(({ signIn }) => signIn.signInId !== null && ended.has(signIn.signInId));
      }
    } catch (error) {
      options.onFailed(error);
    }
    return false;
  });

  return {
    mergedInto: (accountId) => merges.get(accountId) ?? accountId,
    merged(from, into) {
      if (from !== into) merges.set(from, into);
    },
    wake: () => pump.run(),
    start() {
      pump.run();
      timer = setInterval(() => pump.run(), options.pollIntervalMs);
    },
    async stop() {
      clearInterval(timer);
      await pump.settled();
    },
  };
}
