/** One partition of keys in one relay: asks for its lock, and relays while it has it. */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Publisher } from "#shared/events/delivery.ts";
import { repeat } from "#runtime/repeat.ts";
import type { RelayConfig } from "./config.ts";
import { drain } from "./drain.ts";
import type { RelayMetrics } from "./metrics.ts";
import { LockLostError, openOutbox } from "./outbox.ts";
import { WaitingKeys } from "./waiting-keys.ts";
import { Wake } from "./wake.ts";

export interface PartitionParts {
  readonly config: RelayConfig;
  readonly publisher: Publisher;
  readonly metrics: RelayMetrics;
  readonly log: Logger;
  onCommandEnded(): void;
}

export interface Partition {
  readonly number: number;
  /** Whether this relay holds its lock now; one that stands by does not. */
  isActive(): boolean;
  /** Why it cannot work now; null where it can. */
  fault(): string | null;
  /** Something may be there to relay. */
  wake(): void;
  /** Gives it up at the end of what is being published, and does not ask for it for a while. */
  giveAway(): void;
  stop(): Promise<void>;
}

/** Starts at once and keeps trying: PostgreSQL or the publisher being away is waited for. */
export function startPartition(number: number, parts: PartitionParts): Partition {
  const { config, metrics } = parts;
  const log = parts.log.child({ partition: number });
  const label = { partition: String(number) };
  const outbox = openOutbox(config, number);
  const waitingKeys = new WaitingKeys(config.maxBackoffMs);
  const wake = new Wake();
  const stopping = new AbortController();
  const work = { ...parts, log, outbox, waitingKeys, batchSize: config.batchSize };
  let isActive = false;
  let isGivenAway = false;
  let hasToldOtherCount = false;
  let leftAloneUntil = 0;
  let fault: string | null = null;

  const setActive = (active: boolean) => {
    if (active !== isActive) log.info(active ? "active" : "standing by");
    isActive = active;
    metrics.isActive.set(label, active ? 1 : 0);
  };

  const takeLock = async () => {
    if (performance.now() < leftAloneUntil) return;
    const outcome = await outbox.takeLock();
    if (outcome === "OTHER_COUNT" && !hasToldOtherCount) {
      log.warn(
        { partitions: config.partitions },
        "relays with another RELAY_PARTITIONS are active; waiting for their end",
      );
    }
    hasToldOtherCount = outcome === "OTHER_COUNT";
    if (outcome === "HELD") setActive(true);
  };

  const release = async () => {
    setActive(false);
    isGivenAway = false;
    leftAloneUntil = performance.now() + config.releasePauseMs;
    await outbox.releaseLock();
  };

  const turn = async () => {
    if (!isActive) await takeLock();
    if (isActive) await drain(work, stopping.signal);
    if (isActive && isGivenAway) await release();
  };

  const run = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await turn();
        failures = 0;
        fault = null;
        const pauseMs = Math.min(config.pollIntervalMs, waitingKeys.nextInMs() ?? Infinity);
        const isNotified = await wake.wait(Math.max(pauseMs, 10), stopping.signal);
        if (isActive) metrics.wakes.inc({ reason: isNotified ? "notify" : "poll" });
      } catch (error) {
        setActive(false);
        if (error instanceof LockLostError) continue;
        failures += 1;
        fault = error instanceof Error ? error.message : String(error);
        log.warn({ err: error }, "events cannot be relayed now");
        const pauseMs = Math.min(config.maxBackoffMs, 100 * 2 ** failures);
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  metrics.isActive.set(label, 0);
  const loops = Promise.all([
    run(),
    repeat(config.lockPingIntervalMs, stopping.signal, async () => {
      if (!isActive) return;
      await outbox
        .ping()
        .catch((error: unknown) => log.debug({ err: error }, "the lock was not pinged"));
    }),
  ]);
  return {
    number,
    isActive: () => isActive,
    fault: () => fault,
    wake: () => wake.notify(),
    giveAway() {
      isGivenAway = true;
      wake.notify();
    },
    async stop() {
      stopping.abort();
      wake.notify();
      await loops;
      setActive(false);
      await outbox.stop();
    },
  };
}
