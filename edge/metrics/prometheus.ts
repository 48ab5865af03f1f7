/** The edge's metrics by prom-client, in a registry of its own. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { EdgeMetrics } from "./metrics.ts";

export interface PrometheusOptions {
  /** The process's own figures; off where another role of this process reports them. */
  readonly withProcessMetrics: boolean;
  /** Expositions of other roles in this process, served along. */
  readonly others: readonly (() => Promise<string>)[];
}

const SECONDS_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createPrometheusMetrics(options: PrometheusOptions): EdgeMetrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.withProcessMetrics) collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "genesis_http_request_seconds",
    help: "Duration of HTTP requests; a stream's is the time until it stood",
    labelNames: ["route", "method", "status"],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const commands = new Counter({
    name: "genesis_commands_total",
    help: "Commands by type and outcome",
    labelNames: ["command_type", "outcome"],
    registers,
  });
  const refused = new Counter({
    name: "genesis_rate_limited_total",
    help: "Requests refused with 429, by what was counted",
    labelNames: ["limit"],
    registers,
  });
  const limiterFailures = new Counter({
    name: "genesis_rate_limiter_failures_total",
    help: "Rates that could not be counted; the requests went on",
    registers,
  });
  const readers = new Gauge({
    name: "genesis_stream_readers",
    help: "Open event streams",
    registers,
  });
  readers.set(0);
  const events = new Counter({
    name: "genesis_stream_events_total",
    help: "Durable events sent to readers",
    registers,
  });
  const dropped = new Counter({
    name: "genesis_stream_readers_dropped_total",
    help: "Readers disconnected by the hub",
    labelNames: ["reason"],
    registers,
  });
  const reads = new Counter({
    name: "genesis_reads_total",
    help: "Reads that a replica may answer, by the server that did",
    labelNames: ["server"],
    registers,
  });
  const fetchFailures = new Counter({
    name: "genesis_stream_fetch_failures_total",
    help: "Fetches of the hub that failed; the poll repeats them",
    registers,
  });
  const wakeFailures = new Counter({
    name: "genesis_wake_failures_total",
    help: "Wake-ups after a commit that failed; listeners poll",
    registers,
  });
  const replaced = new Counter({
    name: "genesis_listener_replaced_total",
    help: "LISTEN connections that were replaced",
    registers,
  });

  return {
    requestFinished: (route, method, status, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    commandFinished: (command_type, outcome) => commands.inc({ command_type, outcome }),
    rateLimited: (limit) => refused.inc({ limit }),
    rateLimiterFailed: () => limiterFailures.inc(),
    readersChanged: (count) => readers.set(count),
    eventsSent: (count) => events.inc(count),
    readerDropped: (reason) => dropped.inc({ reason }),
    readFrom: (server) => reads.inc({ server }),
    fetchFailed: () => fetchFailures.inc(),
    wakeFailed: () => wakeFailures.inc(),
    listenerReplaced: () => replaced.inc(),
    async render() {
      const expositions = [registry.metrics(), ...options.others.map((other) => other())];
      return {
        contentType: registry.contentType,
        body: (await Promise.all(expositions)).join("\n"),
      };
    },
  };
}
