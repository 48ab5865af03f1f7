/** One round of the relay: claim, publish, mark. */
import type { Logger } from "pino";
import type { OutboxMessage, Publisher, PublishOutcome } from "#shared/delivery.ts";
import type { RelayMetrics } from "./metrics.ts";
import type { Outbox } from "./outbox.ts";
import type { WaitingKeys } from "./waiting-keys.ts";

export interface RoundParts {
  readonly outbox: Outbox;
  readonly publisher: Publisher;
  readonly waitingKeys: WaitingKeys;
  readonly metrics: RelayMetrics;
  readonly log: Logger;
  /** Called where a command was ended, so that whoever listens hears of it. */
  onCommandEnded(): void;
}

export interface RoundResult {
  readonly claimed: number;
  readonly sent: number;
}

/**
 * Publishes the next messages, marks what was SENT in one statement, and lets the key of each fault
 * wait for itself.
 * @throws LockLostError, or what the database threw: then nothing more is marked
 */
export async function publishRound(parts: RoundParts, batchSize: number): Promise<RoundResult> {
  const { outbox, publisher, waitingKeys, metrics, log } = parts;
  const messages = await outbox.claim(batchSize, waitingKeys.current());
  if (messages.length === 0) return { claimed: 0, sent: 0 };
  const byId = new Map(messages.map((message) => [message.outbox_id, message]));
  const outcomes = await publisher.publish(messages);

  const sent = outcomes.filter((o) => o.outcome === "SENT").map((o) => o.outbox_id);
  if (sent.length > 0) {
    await outbox.markSent(sent);
    metrics.published.inc({ outcome: "SENT" }, sent.length);
    for (const id of sent) {
      const message = byId.get(id);
      if (message === undefined) continue;
      waitingKeys.clear(message.session_id);
      metrics.latency.observe(Math.max(0, Date.now() - Date.parse(message.occurred_at)) / 1_000);
      log.debug(context(message), "event sent");
    }
  }
  const seen = new Set<string>();
  for (const outcome of outcomes) {
    const message = byId.get(outcome.outbox_id);
    if (outcome.outcome === "SENT" || message === undefined) continue;
    // The first fault of a key says why; what is behind it only waits.
    if (seen.has(message.session_id)) continue;
    seen.add(message.session_id);
    metrics.published.inc({ outcome: outcome.outcome });
    await settleFault(parts, message, outcome);
  }
  return { claimed: messages.length, sent: sent.length };
}

async function settleFault(
  parts: RoundParts,
  message: OutboxMessage,
  outcome: Exclude<PublishOutcome, { outcome: "SENT" }>,
): Promise<void> {
  const { outbox, waitingKeys, log } = parts;
  const fields = { ...context(message), reason: outcome.reason };
  if (outcome.outcome === "TRANSPORT_FAULT") {
    waitingKeys.backOff(message.session_id);
    log.warn(fields, "event not delivered yet");
    return;
  }
  const settled = await outbox.markFault(message.outbox_id, outcome.reason);
  if (settled.outcome === "RETRY") {
    waitingKeys.waitFor(message.session_id, settled.retry_in_ms);
    log.warn({ ...fields, retry_in_ms: settled.retry_in_ms }, "event refused, will be tried again");
    return;
  }
  waitingKeys.clear(message.session_id);
  if (settled.outcome === "GONE") return;
  log.error({ ...fields, command_ended: settled.command_ended }, "event FAILED, its key goes on");
  if (settled.command_ended) parts.onCommandEnded();
}

function context(message: OutboxMessage) {
  const { outbox_id, event_id, event_type, session_id, version, command_id, correlation_id } =
    message;
  return { outbox_id, event_id, event_type, session_id, version, command_id, correlation_id };
}
