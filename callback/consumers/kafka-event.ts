/** One record: parsed, handled until it is settled, or put to the dead letters. */
import type { KafkaMessage } from "kafkajs";
import type { Logger } from "pino";
import { backOffMs } from "#runtime/work/back-off.ts";
import { pause } from "#runtime/work/pause.ts";
import { parseCloudEvent } from "#shared/events/cloud-event.ts";
import type { EventHandler } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import type { DeadLetters, Origin } from "./kafka-dead-letters.ts";
import type { HandledVersions } from "./handled-versions.ts";

export type Settled =
  | "HANDLED"
  /** Its version is at or below the last one handled for its session. */
  | "REPEATED"
  | "DEAD"
  /** The signal came first: it is given again, here or elsewhere. */
  | "LEFT";

export interface EventParts {
  readonly handler: EventHandler;
  readonly deadLetters: DeadLetters;
  readonly versions: HandledVersions;
  readonly maxBackoffMs: number;
  readonly unacceptableRetryMs: readonly number[];
  readonly log: Logger;
}

/** Never throws: what is neither the event's fault nor the signal's is tried again without end. */
export async function settleEvent(
  origin: Origin,
  record: KafkaMessage,
  parts: EventParts,
  signal: AbortSignal,
): Promise<Settled> {
  const { deadLetters, versions, log } = parts;
  const bury = async (reason: string, tries: number): Promise<Settled> => {
    const buried = await deadLetters.put(origin, record, { reason, tries }, signal);
    return buried ? "DEAD" : "LEFT";
  };
  const parsed = parseCloudEvent(record);
  if (parsed.outcome === "ILL_FORMED") {
    log.error({ ...origin, offset: record.offset, reason: parsed.reason }, "record is no event");
    return bury(parsed.reason, 0);
  }
  const { message } = parsed;
  return versions.inTurn(message.session_id, async () => {
    if (signal.aborted) return "LEFT";
    if (versions.isRepeated(message)) {
      log.debug(context(message), "repeated event dropped");
      return "REPEATED";
    }
    const given = await giveUntilSettled(message, parts, signal);
    if (given.outcome === "LEFT") return "LEFT";
    if (given.outcome === "HANDLED") {
      versions.handled(message);
      log.debug(context(message), "event handled");
      return "HANDLED";
    }
    const settled = await bury(given.reason, given.tries);
    if (settled === "DEAD") {
      versions.handled(message);
      log.error({ ...context(message), reason: given.reason }, "event put to the dead letters");
    }
    return settled;
  });
}

type Given =
  | { readonly outcome: "HANDLED" }
  | { readonly outcome: "LEFT" }
  | { readonly outcome: "UNACCEPTABLE"; readonly reason: string; readonly tries: number };

async function giveUntilSettled(
  message: OutboxMessage,
  parts: EventParts,
  signal: AbortSignal,
): Promise<Given> {
  const { handler, log } = parts;
  let unacceptable = 0;
  for (let failures = 0; ; ) {
    let waitMs: number;
    try {
      await handler(message);
      return { outcome: "HANDLED" };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof UnacceptableMessageError) {
        const retryMs = parts.unacceptableRetryMs[unacceptable];
        unacceptable += 1;
        if (retryMs === undefined) {
          return { outcome: "UNACCEPTABLE", reason, tries: unacceptable };
        }
        waitMs = retryMs;
      } else {
        failures += 1;
        waitMs = backOffMs({ firstMs: 100, mostMs: parts.maxBackoffMs }, failures);
      }
      log.warn({ ...context(message), reason, retry_in_ms: waitMs }, "event not handled yet");
    }
    if (!(await pause(waitMs, signal))) return { outcome: "LEFT" };
  }
}

function context(message: OutboxMessage) {
  const { event_id, event_type, session_id, version, command_id, correlation_id } = message;
  return { event_id, event_type, session_id, version, command_id, correlation_id };
}
