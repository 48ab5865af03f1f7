/** The relay's metrics. */
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export interface RelayMetrics {
  readonly published: Counter<"outcome">;
  readonly retries: Counter;
  readonly failures: Counter;
  readonly wakes: Counter<"reason">;
  /** From the event's time to the publisher's acknowledgement. */
  readonly latency: Histogram;
  readonly pending: Gauge;
  readonly oldestPending: Gauge;
  /** A writer waits, and nobody has begun: 0 where nobody waits. */
  readonly oldestReceived: Gauge;
  readonly failed: Gauge;
  readonly isActive: Gauge<"partition">;
  readonly isListening: Gauge;
  readonly listenerReplaced: Counter;
}

/** One set a registry: a second relay in the same process needs its own. */
export function createRelayMetrics(registry: Registry): RelayMetrics {
  const registers = [registry];
  const wakes = new Counter({
    name: "genesis_relay_wakes_total",
    help: "Why an active relay looked: told by NOTIFY, or by its poll",
    labelNames: ["reason"],
    registers,
  });
  // Both are there from the start, so that a rate of zero is seen as one.
  for (const reason of ["notify", "poll"]) wakes.inc({ reason }, 0);
  return {
    wakes,
    published: new Counter({
      name: "genesis_relay_published_total",
      help: "Outbox rows by what became of their publication",
      labelNames: ["outcome"],
      registers,
    }),
    retries: new Counter({
      name: "genesis_relay_retries_total",
      help: "Rows that were themselves at fault and will be tried again",
      registers,
    }),
    failures: new Counter({
      name: "genesis_relay_failures_total",
      help: "Rows that were given up: FAILED",
      registers,
    }),
    latency: new Histogram({
      name: "genesis_relay_latency_seconds",
      help: "From an event's time to the publisher's acknowledgement",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers,
    }),
    pending: new Gauge({
      name: "genesis_outbox_pending",
      help: "PENDING outbox rows, counted up to 10000",
      registers,
    }),
    oldestPending: new Gauge({
      name: "genesis_outbox_oldest_pending_seconds",
      help: "Age of the oldest PENDING outbox row",
      registers,
    }),
    oldestReceived: new Gauge({
      name: "genesis_commands_oldest_received_seconds",
      help: "Age of the oldest command that is RECEIVED: how long a writer waits for somebody to begin",
      registers,
    }),
    failed: new Gauge({
      name: "genesis_outbox_failed",
      help: "FAILED outbox rows, counted up to 10000",
      registers,
    }),
    isActive: new Gauge({
      name: "genesis_relay_active",
      help: "1 where this relay holds the partition's lock",
      labelNames: ["partition"],
      registers,
    }),
    isListening: new Gauge({
      name: "genesis_relay_listening",
      help: "1 where its LISTEN connection hears its own heartbeat",
      registers,
    }),
    listenerReplaced: new Counter({
      name: "genesis_relay_listener_replaced_total",
      help: "LISTEN connections that went silent and were replaced",
      registers,
    }),
  };
}
