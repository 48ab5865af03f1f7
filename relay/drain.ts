/**
 * Claims, publishes and marks until nothing is left that may go now. While a batch is published the
 * next one is claimed and the one before it is marked: PostgreSQL and the publisher work at the same
 * time, and a key's order holds, since batches are published one after another.
 */
import type { Publisher } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import type { Claim } from "./outbox.ts";
import { type SettleParts, settleFault, settleSent, sortOutcomes } from "./settle.ts";

export interface DrainParts extends SettleParts {
  readonly publisher: Publisher;
  readonly batchSize: number;
}

/**
 * Returns where nothing is left, or where nothing goes through: then the keys' back-off is the pause.
 * @throws LockLostError, or what the database threw: then nothing more is marked
 */
export async function drain(parts: DrainParts, signal: AbortSignal): Promise<void> {
  const { outbox, publisher, waitingKeys } = parts;
  const claim = (inFlight: readonly OutboxMessage[]) =>
    heard(
      outbox.claim(
        parts.batchSize,
        waitingKeys.current(),
        inFlight.map((message) => message.outbox_id),
      ),
    );
  let marking: Promise<void> = Promise.resolve();
  let unmarked: readonly OutboxMessage[] = [];
  let present = await claim([]);
  // Keys whose fault was not known yet when `present` was claimed: they wait for a later claim.
  let held: ReadonlySet<string> = new Set();
  while (present.messages.length > 0 && !signal.aborted) {
    const batch = present.messages.filter((message) => !held.has(message.session_id));
    const next: Promise<Claim> | null = present.isMore ? claim([...unmarked, ...batch]) : null;
    const outcomes = await publisher.publish(batch, () => outbox.isHeld());
    await marking;
    const { sent, faults } = sortOutcomes(batch, outcomes);
    marking = heard(settleSent(parts, sent));
    unmarked = sent;
    if (faults.length > 0) {
      await marking;
      for (const { message, fault } of faults) await settleFault(parts, message, fault);
    }
    if (sent.length === 0 && batch.length > 0) break;
    if (next === null && faults.length === 0 && held.size === 0) break;
    held = next === null ? new Set() : new Set(faults.map(({ message }) => message.session_id));
    present = await (next ?? claim(unmarked));
  }
  await marking;
}

/** It is awaited later; where that does not come to pass, its failure is that of the whole. */
function heard<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
