/** What follows from the outcomes of a batch: marks, retries, failures, and what is said of them. */
import type { Logger } from "pino";
import type { PublishOutcome } from "#runtime/delivery.ts";
import type { Tracer } from "#runtime/trace/tracer.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { traceIdOf } from "#shared/events/trace-context.ts";
import type { RelayMetrics } from "./metrics.ts";
import type { Outbox } from "./outbox.ts";
import type { WaitingKeys } from "./waiting-keys.ts";

export interface SettleParts {
  readonly outbox: Outbox;
  readonly waitingKeys: WaitingKeys;
  readonly metrics: RelayMetrics;
  readonly log: Logger;
  readonly tracer: Tracer;
  /** Why nothing goes through just now; null once something did. */
  onTransport(reason: string | null): void;
  /** Called where a command was ended, so that whoever listens hears of it. */
  onCommandEnded(): void;
}

export type Fault = Exclude<PublishOutcome, { outcome: "SENT" }>;

export interface Outcomes {
  readonly sent: readonly OutboxMessage[];
  /** The first fault of each key; what is behind it only waits. */
  readonly faults: readonly { readonly message: OutboxMessage; readonly fault: Fault }[];
}

export function sortOutcomes(
  batch: readonly OutboxMessage[],
  outcomes: readonly PublishOutcome[],
): Outcomes {
  const byId = new Map(batch.map((message) => [message.outbox_id, message]));
  const sent: OutboxMessage[] = [];
  const faults = new Map<string, { message: OutboxMessage; fault: Fault }>();
  for (const outcome of outcomes) {
    const message = byId.get(outcome.outbox_id);
    if (message === undefined) continue;
    if (outcome.outcome === "SENT") {
      sent.push(message);
      continue;
    }
    const first = faults.get(message.session_id);
    if (first === undefined || message.outbox_id < first.message.outbox_id) {
      faults.set(message.session_id, { message, fault: outcome });
    }
  }
  return { sent, faults: [...faults.values()] };
}

/** Marks what was acknowledged, in one statement. @throws LockLostError, or what the database threw */
export async function settleSent(
  parts: SettleParts,
  sent: readonly OutboxMessage[],
): Promise<void> {
  const { outbox, waitingKeys, metrics, log, tracer } = parts;
  if (sent.length === 0) return;
  const acknowledgedAt = Date.now();
  await outbox.markSent(sent.map((message) => message.outbox_id));
  metrics.published.inc({ outcome: "SENT" }, sent.length);
  parts.onTransport(null);
  const isTold = log.isLevelEnabled("debug");
  for (const message of sent) {
    waitingKeys.clear(message.session_id);
    const latencyMs = acknowledgedAt - Date.parse(message.occurred_at);
    metrics.latency.observe(Math.max(0, latencyMs) / 1_000);
    tracer.record({
      name: `publish ${message.event_type}`,
      kind: "producer",
      traceparent: message.traceparent,
      startMs: Date.parse(message.occurred_at),
      endMs: acknowledgedAt,
      attributes: { "genesis.session_id": message.session_id, "genesis.version": message.version },
    });
    if (isTold) log.debug(context(message), "event sent");
  }
}

/** Lets the key of the fault wait for itself. @throws as settleSent */
export async function settleFault(
  parts: SettleParts,
  message: OutboxMessage,
  fault: Fault,
): Promise<void> {
  const { outbox, waitingKeys, metrics, log } = parts;
  metrics.published.inc({ outcome: fault.outcome });
  const fields = { ...context(message), reason: fault.reason };
  if (fault.outcome === "TRANSPORT_FAULT") {
    waitingKeys.backOff(message.session_id);
    parts.onTransport(fault.reason);
    log.warn(fields, "event not delivered yet");
    return;
  }
  const settled = await outbox.markFault(message.outbox_id, fault.reason);
  switch (settled.outcome) {
    case "RETRY":
      metrics.retries.inc();
      waitingKeys.waitFor(message.session_id, settled.retry_in_ms);
      log.warn(
        { ...fields, retry_in_ms: settled.retry_in_ms },
        "event refused, will be tried again",
      );
      return;
    case "FAILED": {
      const { command_ended } = settled;
      metrics.failures.inc();
      waitingKeys.clear(message.session_id);
      log.error({ ...fields, command_ended }, "event FAILED, its key goes on");
      if (command_ended) parts.onCommandEnded();
      return;
    }
    case "GONE":
      waitingKeys.clear(message.session_id);
  }
}

function context(message: OutboxMessage) {
  const { outbox_id, event_id, event_type, session_id, version, command_id, correlation_id } =
    message;
  const trace_id = traceIdOf(message.traceparent);
  return {
    outbox_id,
    event_id,
    event_type,
    session_id,
    version,
    command_id,
    correlation_id,
    trace_id,
  };
}
