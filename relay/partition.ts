/** One partition of keys in one relay: asks for its lock, and relays while it has it. */
import type { Logger } from "pino";
import type { Publisher } from "#runtime/delivery.ts";
import type { Tracer } from "#runtime/trace/tracer.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { pause } from "#runtime/work/pause.ts";
import { repeated } from "#runtime/work/repeated.ts";
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
  readonly tracer: Tracer;
  onCommandEnded(): void;
}

export interface Partition extends Lifetime {
  readonly number: number;
  /** Whether this relay holds its lock now; one that stands by does not. */
  isActive(): boolean;
  /** Why it cannot work now; null where it can. */
  fault(): string | null;
  /** Something may be there to relay. */
  wake(): void;
  /** Gives it up at the end of what is being published, and does not ask for it for a while. */
  giveAway(): void;
}

/** PostgreSQL or the publisher being away is waited for. */
export function createPartition(number: number, parts: PartitionParts): Partition {
  const { config, metrics } = parts;
  const log = parts.log.child({ partition: number });
  const label = { partition: String(number) };
  const outbox = openOutbox(config, number);
  const waitingKeys = new WaitingKeys(config.maxBackoffMs);
  const wake = new Wake();
  const stopping = new AbortController();
  let isActive = false;
  let isGivenAway = false;
  let hasToldOtherCount = false;
  let leftAloneUntil = 0;
  let fault: string | null = null;
  let transportFault: string | null = null;
  const work = {
    ...parts,
    log,
    outbox,
    waitingKeys,
    batchSize: config.batchSize,
    onTransport(reason: string | null) {
      transportFault = reason;
    },
  };

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
        const backOff = { firstMs: 200, mostMs: config.maxBackoffMs };
        await pause(backOffMs(backOff, failures), stopping.signal);
      }
    }
  };

  metrics.isActive.set(label, 0);
  const pinging = repeated(
    {
      everyMs: config.lockPingIntervalMs,
      onFailed: (error) => log.debug({ err: error }, "the lock was not pinged"),
    },
    async () => {
      if (isActive) await outbox.ping();
    },
  );
  let running: Promise<void> = Promise.resolve();
  return {
    number,
    isActive: () => isActive,
    // Of a broker, or a topic that may not be written, as long as anything waits for it.
    fault: () => fault ?? (waitingKeys.nextInMs() === null ? null : transportFault),
    wake: () => wake.notify(),
    giveAway() {
      isGivenAway = true;
      wake.notify();
    },
    start() {
      running = run();
      pinging.start();
    },
    async stop() {
      stopping.abort();
      wake.notify();
      await Promise.all([running, pinging.stop()]);
      setActive(false);
      await outbox.stop();
    },
  };
}
