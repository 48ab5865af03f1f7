/** The outbox's SQL functions, typed. Only the connection that took the relay's lock gets through. */
import { z } from "zod";
import {
  type ServiceDatabase,
  arrayArgument,
  createServiceDatabase,
} from "#shared/database/service-database.ts";
import type { OutboxMessage } from "#shared/delivery.ts";
import { domainEvent } from "#shared/events.ts";
import type { RelayConfig } from "./config.ts";

const outboxMessage = domainEvent.extend({
  outbox_id: z.int(),
  session_id: z.uuid(),
  traceparent: z.string().nullable(),
});
const lockLost = z.object({ outcome: z.literal("LOCK_LOST") });
const lock = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("HELD"), backend: z.int() }),
  z.object({ outcome: z.literal("BUSY") }),
]);
const claimed = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("CLAIMED"), messages: z.array(outboxMessage) }),
  lockLost,
]);
const marked = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("MARKED"), marked: z.int() }),
  lockLost,
]);
const faulted = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("RETRY"), retry_in_ms: z.number() }),
  z.object({ outcome: z.literal("FAILED"), command_ended: z.boolean() }),
  z.object({ outcome: z.literal("GONE") }),
  lockLost,
]);
const pinged = z.object({ outcome: z.enum(["HELD", "LOCK_LOST"]) });
const pruned = z.object({ pruned: z.int() });
const stats = z.object({
  pending: z.int(),
  oldest_pending_seconds: z.number(),
  failed: z.int(),
});

export type OutboxStats = z.infer<typeof stats>;
export type FaultOutcome = Exclude<z.infer<typeof faulted>, { outcome: "LOCK_LOST" }>;

/** Another relay may be active: this one starts again from asking for the lock. */
export class LockLostError extends Error {
  override readonly name = "LockLostError";
  constructor() {
    super("the connection that held the relay's lock is gone");
  }
}

/** What a relay does with the outbox, on the one connection that holds the lock. */
export interface Outbox {
  /** True where this connection holds the partition's lock now. */
  takeLock(): Promise<boolean>;
  /** Keeps the connection, and so the lock, alive. */
  ping(): Promise<void>;
  /** The next messages in order, without those of the keys that wait. */
  claim(limit: number, waitingKeys: readonly string[]): Promise<readonly OutboxMessage[]>;
  markSent(outboxIds: readonly number[]): Promise<void>;
  markFault(outboxId: number, reason: string): Promise<FaultOutcome>;
  prune(): Promise<number>;
  stats(): Promise<OutboxStats>;
  stop(): Promise<void>;
}

export function openOutbox(config: RelayConfig): Outbox {
  const database: ServiceDatabase = createServiceDatabase({
    url: config.databaseUrl,
    applicationName: "genesis relay",
    maxConnections: 1,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
    idleSessionTimeoutMs: config.lockIdleTimeoutMs,
  });
  let backend: number | null = null;

  const held = (): number => {
    if (backend === null) throw new LockLostError();
    return backend;
  };
  const checked = <T extends { outcome: string }>(
    answer: T | z.infer<typeof lockLost>,
  ): Exclude<T, { outcome: "LOCK_LOST" }> => {
    if (isNotLost(answer)) return answer;
    backend = null;
    throw new LockLostError();
  };

  return {
    async takeLock() {
      const answer = lock.parse(await database.call("take_relay_lock", config.partition));
      backend = answer.outcome === "HELD" ? answer.backend : null;
      return backend !== null;
    },
    async ping() {
      checked(pinged.parse(await database.call("ping_relay_lock", held())));
    },
    async claim(limit, waitingKeys) {
      const answer = await database.call("claim_outbox", held(), limit, arrayArgument(waitingKeys));
      return checked(claimed.parse(answer)).messages;
    },
    async markSent(outboxIds) {
      const answer = await database.call("mark_outbox_sent", held(), arrayArgument(outboxIds));
      checked(marked.parse(answer));
    },
    async markFault(outboxId, reason) {
      return checked(
        faulted.parse(await database.call("mark_outbox_fault", held(), outboxId, reason)),
      );
    },
    async prune() {
      const retention = `${config.sentRetentionMs} milliseconds`;
      return pruned.parse(await database.call("prune_outbox", retention, 5_000)).pruned;
    },
    async stats() {
      return stats.parse(await database.call("outbox_stats"));
    },
    stop: () => database.stop(),
  };
}

function isNotLost<T extends { outcome: string }>(
  answer: T | z.infer<typeof lockLost>,
): answer is Exclude<T, { outcome: "LOCK_LOST" }> {
  return answer.outcome !== "LOCK_LOST";
}
