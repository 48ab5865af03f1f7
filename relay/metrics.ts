/** The relay's metrics. */
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export interface RelayMetrics {
  readonly published: Counter<"outcome">;
  /** From the row's commit to its being marked SENT. */
  readonly latency: Histogram;
  readonly pending: Gauge;
  readonly oldestPending: Gauge;
  readonly failed: Gauge;
  readonly isActive: Gauge;
}

/** One set a registry: a second relay in the same process needs its own. */
export function createRelayMetrics(registry: Registry): RelayMetrics {
  const registers = [registry];
  return {
    published: new Counter({
      name: "genesis_relay_published_total",
      help: "Outbox rows by what became of their publication",
      labelNames: ["outcome"],
      registers,
    }),
    latency: new Histogram({
      name: "genesis_relay_latency_seconds",
      help: "From an event's time to its row being SENT",
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
    failed: new Gauge({
      name: "genesis_outbox_failed",
      help: "FAILED outbox rows, counted up to 10000",
      registers,
    }),
    isActive: new Gauge({
      name: "genesis_relay_active",
      help: "1 where this relay holds its partition's lock",
      registers,
    }),
  };
}
