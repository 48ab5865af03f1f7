/** A partition's rows by SQL functions. Only the connection that took its lock gets through. */
import {
  type Argument,
  arrayArgument,
  createServiceDatabase,
  type ServiceDatabase,
} from "#runtime/postgres/service-database.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import type { LockLost } from "#shared/answers/outbox.ts";
import type { AnsweredFunction, AnswerOf } from "#shared/answers/service-answers.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import type { RelayConfig } from "./config.ts";
import { LowWater } from "./low-water.ts";

export type LockOutcome = AnswerOf<"take_relay_lock">["outcome"];
export type FaultOutcome = Exclude<AnswerOf<"mark_outbox_fault">, LockLost>;

export interface Claim {
  readonly messages: readonly OutboxMessage[];
  /** Whether more rows may be there for the next claim. */
  readonly isMore: boolean;
}

/** Another relay may be active: this one starts again from asking for the lock. */
export class LockLostError extends Error {
  override readonly name = "LockLostError";
  constructor() {
    super("the connection that held the relay's lock is gone");
  }
}

/** What a relay does with a partition of the outbox, on the one connection that holds its lock. */
export interface Outbox extends Stoppable {
  /** HELD where this connection holds the partition's lock now. */
  takeLock(): Promise<LockOutcome>;
  releaseLock(): Promise<void>;
  /**
   * Whether nobody else can hold the lock yet: PostgreSQL has heard this connection within the time
   * after which it ends it. A process that was stopped meanwhile finds that out before it sends.
   */
  isHeld(): boolean;
  /** Keeps the connection, and so the lock, alive. */
  ping(): Promise<void>;
  /** The next messages in order, without those of the keys that wait and without those in flight. */
  claim(
    limit: number,
    waitingKeys: readonly string[],
    inFlight?: readonly number[],
  ): Promise<Claim>;
  markSent(outboxIds: readonly number[]): Promise<void>;
  markFault(outboxId: number, reason: string): Promise<FaultOutcome>;
}

/** So much earlier than PostgreSQL a relay takes its lock for lost. */
const LOCK_MARGIN_MS = 250;

export function openOutbox(config: RelayConfig, partition = 0): Outbox {
  const database: ServiceDatabase = createServiceDatabase({
    url: config.databaseUrl,
    applicationName: `genesis relay ${partition}`,
    maxConnections: 1,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
    idleSessionTimeoutMs: config.lockIdleTimeoutMs,
    unreadTimeoutMs: config.lockIdleTimeoutMs,
  });
  let lowWater = new LowWater(config.pollFromStartEveryMs);
  let backend: number | null = null;
  let heldUntil = 0;

  /** A call that PostgreSQL answers has kept the connection from being idle since it was sent. */
  const call = async <Name extends AnsweredFunction>(
    name: Name,
    ...args: readonly Argument[]
  ): Promise<AnswerOf<Name>> => {
    const sentAt = performance.now();
    const answer = await database.call(name, ...args);
    heldUntil = Math.max(heldUntil, sentAt + config.lockIdleTimeoutMs - LOCK_MARGIN_MS);
    return answer;
  };
  const held = (): number => {
    if (backend === null) throw new LockLostError();
    return backend;
  };
  const lose = () => {
    backend = null;
    heldUntil = 0;
  };
  const checked = <T extends { outcome: string }>(
    answer: T | LockLost,
  ): Exclude<T, { outcome: "LOCK_LOST" }> => {
    if (isNotLost(answer)) return answer;
    lose();
    throw new LockLostError();
  };

  return {
    async takeLock() {
      lose();
      const answer = await call("take_relay_lock", partition, config.partitions);
      if (answer.outcome === "HELD") {
        backend = answer.backend;
        // What another relay has settled, or failed to, meanwhile is not known here.
        lowWater = new LowWater(config.pollFromStartEveryMs);
      }
      return answer.outcome;
    },
    async releaseLock() {
      lose();
      await database.call("release_relay_lock");
    },
    isHeld: () => backend !== null && performance.now() < heldUntil,
    async ping() {
      checked(await call("ping_relay_lock", held()));
    },
    async claim(limit, waitingKeys, inFlight = []) {
      const answer = await call(
        "claim_outbox",
        held(),
        partition,
        config.partitions,
        limit,
        config.batchBytes,
        arrayArgument(waitingKeys),
        arrayArgument(inFlight),
        lowWater.after(),
      );
      const claim = checked(answer);
      const { messages, is_more: isMore } = claim;
      lowWater.observe(
        {
          firstPending: claim.first_pending,
          xmin: BigInt(claim.snapshot_xmin),
        },
        messages.at(-1)?.outbox_id ?? null,
      );
      return { messages, isMore };
    },
    async markSent(outboxIds) {
      const highestSeen = lowWater.highestSeen();
      const answer = await call("mark_outbox_sent", held(), arrayArgument(outboxIds));
      const { transaction } = checked(answer);
      if (transaction !== undefined) lowWater.began(highestSeen, BigInt(transaction));
    },
    async markFault(outboxId, reason) {
      return checked(await call("mark_outbox_fault", held(), outboxId, reason));
    },
    stop: () => database.stop(),
  };
}

function isNotLost<T extends { outcome: string }>(
  answer: T | LockLost,
): answer is Exclude<T, { outcome: "LOCK_LOST" }> {
  return answer.outcome !== "LOCK_LOST";
}
