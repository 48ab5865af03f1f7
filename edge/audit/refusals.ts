/**
 * Refused attempts for the audit record: counted here for a minute, and written with one call, so that
 * whoever is refused often fills neither the record nor the database's time.
 */
import type { Lifetime } from "#runtime/work/lifetime.ts";
import type { AuditAction } from "#shared/audit.ts";
import type { Client } from "../database/database.ts";

export type RefusalAction = Extract<AuditAction, `refused.${string}`>;

/** One entry: the same attempt from the same place, so many times. */
export interface Refusal {
  readonly account: string | null;
  readonly action: RefusalAction;
  /** null: of the many places that there were beside those that are named. */
  readonly address: string | null;
  readonly client: string | null;
  readonly times: number;
}

export interface RefusalsOptions {
  readonly write: (refusals: readonly Refusal[]) => Promise<unknown>;
  readonly onFailed: (error: unknown) => void;
  readonly intervalMs: number;
  /** Places that are counted apart; further ones together. */
  readonly maxPlaces: number;
}

export const REFUSALS_DEFAULTS = { intervalMs: 60_000, maxPlaces: 40 } as const;

export interface Refusals extends Lifetime {
  /** @param account the one that a credential names, where it was signed by this studio */
  add(action: RefusalAction, client: Client, account?: string | null): void;
  /** Writes what is there. */
  stop(): Promise<void>;
}

export function createRefusals(options: RefusalsOptions): Refusals {
  let counts = new Map<string, Refusal>();
  let timer: ReturnType<typeof setInterval> | undefined;

  async function write(): Promise<void> {
    if (counts.size === 0) return;
    const refusals = [...counts.values()];
    counts = new Map();
    await options.write(refusals).catch(options.onFailed);
  }

  return {
    add(action, { address, client }, account = null) {
      const place = JSON.stringify([action, account, address, client]);
      const isNamed = counts.has(place) || counts.size < options.maxPlaces;
      const key = isNamed ? place : action;
      const times = (counts.get(key)?.times ?? 0) + 1;
      const refusal = isNamed
        ? { account, action, address, client, times }
        : { account: null, action, address: null, client: null, times };
      counts.set(key, refusal);
    },
    start() {
      timer = setInterval(() => void write(), options.intervalMs);
    },
    async stop() {
      clearInterval(timer);
      await write();
    },
  };
}
