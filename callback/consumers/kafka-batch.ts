/** One batch of one partition, event by event, with heartbeats of its own meanwhile. */
import type { EachBatchPayload } from "kafkajs";
import type { Logger } from "pino";
import { kafkaErrorType } from "#runtime/kafka/kafka-client.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import { pause } from "#runtime/work/pause.ts";
import { type EventParts, settleEvent } from "./kafka-event.ts";

export interface BatchOptions {
  readonly heartbeatIntervalMs: number;
  /** Called at each sign of life. */
  onAlive(): void;
}

/** The group has gone on without this member's present assignment: the client has to join again. */
const MEMBERSHIP_ERRORS: ReadonlySet<string> = new Set([
  "REBALANCE_IN_PROGRESS",
  "ILLEGAL_GENERATION",
  "UNKNOWN_MEMBER_ID",
  "NOT_COORDINATOR_FOR_GROUP",
]);

/** A commit that fails is tried again so often; later batches commit what it should have. */
const COMMIT_TRIES = 4;
const COMMIT_BACK_OFF = { firstMs: 200, mostMs: 800 } as const;

/**
 * Commits what was handled, at each heartbeat and at the end. Leaves after the event at hand where
 * the signal comes or the group is rebalancing.
 * @throws the client's membership error, upon which it joins the group again
 */
export async function handleBatch(
  payload: EachBatchPayload,
  parts: EventParts,
  options: BatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { batch } = payload;
  const origin = { topic: batch.topic, partition: batch.partition };
  const membership = watchMembership(payload, parts.log, options, signal);
  try {
    for (const record of batch.messages) {
      if (membership.signal.aborted || !payload.isRunning() || payload.isStale()) break;
      const settled = await settleEvent(origin, record, parts, membership.signal);
      if (settled === "LEFT") break;
      payload.resolveOffset(record.offset);
      options.onAlive();
    }
  } finally {
    await membership.stop();
  }
  if (membership.lost() !== null) throw membership.lost();
}

/** Beats and commits on a timer: kafkajs does neither while a batch is being handled. */
function watchMembership(
  payload: EachBatchPayload,
  log: Logger,
  options: BatchOptions,
  signal: AbortSignal,
) {
  let lost: Error | null = null;
  const leaving = new AbortController();

  const guarded = async (what: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const isLost = error instanceof Error && MEMBERSHIP_ERRORS.has(kafkaErrorType(error) ?? "");
      if (isLost) {
        lost ??= error;
        leaving.abort();
      }
      log.debug({ err: error, partition: payload.batch.partition }, `${what} failed`);
      return isLost;
    }
  };
  const commit = () =>
    guarded("commit", () => payload.commitOffsetsIfNecessary(payload.uncommittedOffsets()));
  const beat = () =>
    guarded("heartbeat", async () => {
      await payload.heartbeat();
      options.onAlive();
    });

  const stopping = new AbortController();
  const beating = (async () => {
    while (await pause(options.heartbeatIntervalMs, stopping.signal)) {
      await beat();
      await commit();
    }
  })();

  return {
    /** Aborts where the batch is to be left. */
    signal: AbortSignal.any([signal, leaving.signal]),
    lost: () => lost,
    async stop() {
      stopping.abort();
      await beating;
      for (let tries = 1; !(await commit()); tries += 1) {
        if (tries === COMMIT_TRIES) {
          const { topic, partition } = payload.batch;
          log.warn(
            { topic, partition },
            "offsets are not committed; whoever follows begins before",
          );
          return;
        }
        await pause(backOffMs(COMMIT_BACK_OFF, tries), signal);
      }
    },
  };
}
