/** The limits of a request: its rates, and its place among the open streams. */
import type { LimitConfig, RateName } from "./limit-config.ts";
import { createMemoryCounter } from "./memory-counter.ts";
import { createOpenStreams } from "./open-streams.ts";
import type { RateCounter } from "./rate-counter.ts";
import { restingCounter } from "./resting-counter.ts";
import { createUpstashCounter } from "./upstash-counter.ts";

/** What an account may have; null: as much as it likes. */
export interface Quotas {
  readonly openSessions: number | null;
  readonly storedBytes: number | null;
}

export interface Asking {
  /** null: nobody in particular; counted by address alone. */
  readonly account: string | null;
  readonly address: string;
}

export interface Limits {
  /** Seconds until it may be tried again, 0 where it may go on. Never throws. */
  check(names: readonly RateName[], asking: Asking): Promise<number>;
  /** The same for what a command will store, in bytes. */
  checkWritten(bytes: number, asking: Asking): Promise<number>;
  /** The same for a program's token that this edge does not know; guesses are counted here alone. */
  checkToken(address: string): Promise<number>;
  /** A place for a stream and the way to give it back; null where there is none. */
  takeStream(asking: Asking): (() => void) | null;
  readonly quotas: Quotas;
}

export interface LimitObserver {
  refused(name: RateName): void;
  /** The counts could not be reached: the request went on. */
  failed(error: unknown): void;
}

/** Of one address. Whoever has a token is known after the first. */
const TOKEN_TRIES = { count: 60, windowSeconds: 60 };

const FREE: Limits = {
  check: () => Promise.resolve(0),
  checkWritten: () => Promise.resolve(0),
  checkToken: () => Promise.resolve(0),
  takeStream: () => () => {},
  quotas: { openSessions: null, storedBytes: null },
};

/** @param config null: no limits */
export function createLimits(config: LimitConfig | null, observer: LimitObserver): Limits {
  if (config === null) return FREE;
  const { rates, redis } = config;
  const here = createMemoryCounter();
  const shared: RateCounter =
    redis === null
      ? here
      : restingCounter(createUpstashCounter(redis), (error) => observer.failed(error));
  const streams = createOpenStreams(config.openStreams);

  async function take(
    name: RateName,
    of: "account" | "address",
    who: string | null,
    amount = 1,
  ): Promise<number> {
    if (who === null) return 0;
    // A read costs less than the way to Redis.
    const counter = name === "reads" ? here : shared;
    return counter.take(`${name}:${of}:${who}`, rates[name][of], amount);
  }

  async function takeBoth(
    name: RateName,
    { account, address }: Asking,
    amount: number,
  ): Promise<number> {
    const [ofAccount, ofAddress] = await Promise.all([
      take(name, "account", account, amount),
      take(name, "address", address, amount),
    ]);
    const wait = Math.max(ofAccount, ofAddress);
    if (wait > 0) observer.refused(name);
    return wait;
  }

  return {
    async check(names, asking) {
      const waits = await Promise.all(names.map((name) => takeBoth(name, asking, 1)));
      return Math.max(0, ...waits);
    },
    checkWritten: (bytes, asking) =>
      takeBoth("written", asking, Math.max(1, Math.ceil(bytes / 1_024))),
    checkToken: (address) => here.take(`tokens:address:${address}`, TOKEN_TRIES),
    takeStream: ({ account, address }) => streams.take(account ?? "", address),
    quotas: config,
  };
}
