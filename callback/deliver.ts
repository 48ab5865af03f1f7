/** One event: its answer is committed before this resolves; what follows in Prefect goes on behind. */
import type { Logger } from "pino";
import type { EventHandler } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { type EventType, isAnswerEventType } from "#shared/event-types.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import type { Tracer } from "#runtime/trace/tracer.ts";
import type { HandleCache } from "./handle-cache.ts";
import type { DeliverOutcome } from "#shared/answers/waits.ts";
import type { Answer, Handles } from "./handles.ts";
import type { CallbackMetrics } from "./metrics.ts";
import type { OwnedSession, Runs } from "./runs.ts";

/** After these no run owns the session: one that is paused is ended in Prefect. */
const LETS_GO: ReadonlySet<string> = new Set<EventType>([
  "genesis.session.finished",
  "genesis.session.deleted",
]);

const LOOK_AGAIN_AFTER_MS = [150, 300, 600, 1_200];

export interface DeliverParts {
  readonly handles: Handles;
  readonly cache: HandleCache;
  readonly runs: Runs;
  readonly metrics: CallbackMetrics;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly spawn: (name: string, work: () => Promise<void>) => void;
}

/**
 * The handler of the session's events. Events that answer no wait are ignored; those of a session or
 * a command that is gone have no effect.
 */
export function createEventHandler(parts: DeliverParts): EventHandler {
  const { cache, handles, metrics, log } = parts;
  return async (message) => {
    if (LETS_GO.has(message.event_type)) {
      parts.spawn(`let go ${message.session_id}`, () => parts.runs.letGo(message.session_id));
    }
    if (!isAnswerEventType(message.event_type)) return;
    const answer = answerOf(message);
    const startMs = Date.now();
    const handleId = await cache.find(answer.correlation_id);
    const delivered = await handles.deliverAnswer(answer, handleId);
    metrics.answers.inc({ outcome: delivered.outcome });
    const { event_id, event_type, version } = message;
    parts.tracer.record({
      name: `deliver ${event_type}`,
      kind: "consumer",
      traceparent: answer.traceparent,
      startMs,
      endMs: Date.now(),
      attributes: { "genesis.session_id": answer.session_id, "genesis.outcome": delivered.outcome },
    });
    log.info(
      { ...answer, event_id, event_type, version, outcome: delivered.outcome },
      "answer delivered",
    );
    metrics.lookups.inc({ outcome: lookupOf(handleId, delivered) });
    follow(parts, answer, delivered);
  };
}

function answerOf(message: OutboxMessage): Answer {
  const { correlation_id, command_id, event_type, session_id, traceparent } = message;
  if (correlation_id === null || command_id === null) {
    throw new UnacceptableMessageError(`${event_type} without correlation_id or command_id`);
  }
  return { correlation_id, command_id, event_type, session_id, traceparent };
}

function follow(parts: DeliverParts, answer: Answer, delivered: DeliverOutcome): void {
  const { runs } = parts;
  const { session_id } = answer;
  switch (delivered.outcome) {
    case "RESUME": {
      const { handle_id, correlation_id, flow_run_id, run_epoch } = delivered;
      const lease = { handle_id, session_id, correlation_id, flow_run_id, run_epoch };
      parts.spawn(`resume ${handle_id}`, () =>
        runs.resume({ ...lease, attempts: 1, payload: answer }),
      );
      return;
    }
    case "START": {
      const { run_epoch, flow_run_id } = delivered;
      const { correlation_id, traceparent } = answer;
      const wait = { session_id, run_epoch, correlation_id, flow_run_id, traceparent };
      lookUntilSettled(parts, { ...wait, is_stale: false, may_be_paused: false }, 0);
      return;
    }
    case "STORED":
    case "DUPLICATE":
    case "ENDED":
      return;
  }
}

/**
 * A run that is at work may be about to find the answer, or to pause on a wait that is over: looks
 * again soon, a few times; the sweep looks after that.
 */
function lookUntilSettled(parts: DeliverParts, session: OwnedSession, look: number): void {
  parts.spawn(`start ${session.correlation_id}`, async () => {
    const result = await parts.runs.ensureOwner(session);
    const waitMs = LOOK_AGAIN_AFTER_MS[look];
    if (result === "SETTLED" || waitMs === undefined) return;
    setTimeout(() => lookUntilSettled(parts, session, look + 1), waitMs).unref();
  });
}

/** How the handle was found: STALE is a cache that named another than the live one. */
function lookupOf(
  handleId: string | null,
  delivered: DeliverOutcome,
): "CACHE" | "TABLE" | "STALE" | "NONE" {
  switch (delivered.outcome) {
    case "RESUME":
    case "STORED":
      if (delivered.found_by === "CACHE") return "CACHE";
      return handleId === null ? "TABLE" : "STALE";
    case "START":
    case "DUPLICATE":
    case "ENDED":
      return "NONE";
  }
}
