/** What relay and callback rely on in delivery, whichever publisher and consumer carry it. */
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import type { Consumer, EventHandler, Publisher } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import {
  eventsOf,
  eventsOfSessions,
  gate,
  inOrder,
  publishAll,
  versionsBySession,
} from "./fixture.ts";

/** Both ends, not started; `handler` is called by the consumer. */
export interface DeliveryPair {
  readonly publisher: Publisher;
  readonly consumer: Consumer;
}

const patience = { interval: 20 };

/** @param open makes a pair that shares nothing with the ones before it */
export function deliverySuite(name: string, open: (handler: EventHandler) => DeliveryPair): void {
  describe(`delivery, ${name}`, () => {
    let pair: DeliveryPair | null = null;
    afterEach(async () => {
      await pair?.publisher.stop();
      await pair?.consumer.stop();
      pair = null;
    });

    const start = async (handler: EventHandler): Promise<Publisher> => {
      pair = open(handler);
      pair.consumer.start();
      pair.publisher.start();
      return pair.publisher;
    };

    test("every event reaches the handler once, exactly as it is in the outbox, in order within its session", async () => {
      const handled: OutboxMessage[] = [];
      const publisher = await start(async (message) => {
        handled.push(message);
      });
      const messages = eventsOfSessions(8, 6);
      await publishAll(publisher, messages);
      await expect.poll(() => handled.length, patience).toBe(messages.length);
      const byId = (a: OutboxMessage, b: OutboxMessage) => a.outbox_id - b.outbox_id;
      expect(handled.toSorted(byId)).toEqual(messages);
      expect(versionsBySession(handled)).toEqual(inOrder(messages));
    });

    test("an event without a command or a wait arrives without them", async () => {
      const handled: OutboxMessage[] = [];
      const publisher = await start(async (message) => {
        handled.push(message);
      });
      const messages = eventsOf(randomUUID(), 1).map((message) => ({
        ...message,
        command_id: null,
        correlation_id: null,
        traceparent: null,
      }));
      await publishAll(publisher, messages);
      await expect.poll(() => handled, patience).toEqual(messages);
    });

    test("nothing is SENT without an outcome each, and an empty batch has none", async () => {
      const publisher = await start(async () => undefined);
      expect(await publisher.publish([])).toEqual([]);
      const messages = eventsOfSessions(3, 3);
      const outcomes = await publisher.publish(messages);
      const ids = outcomes.map((outcome) => outcome.outbox_id).toSorted((a, b) => a - b);
      expect(ids).toEqual(messages.map((message) => message.outbox_id));
    });

    test("a relay that may have lost its lock sends nothing more", async () => {
      const handled: string[] = [];
      const publisher = await start(async ({ session_id }) => {
        handled.push(session_id);
      });
      const [late, later] = [eventsOf(randomUUID(), 2), eventsOf(randomUUID(), 1)];
      const outcomes = await publisher.publish(late, () => false);
      expect(outcomes.map((outcome) => outcome.outcome)).toEqual(late.map(() => "TRANSPORT_FAULT"));
      await publishAll(publisher, later);
      await expect.poll(() => handled, patience).toContain(later[0]?.session_id);
      expect(handled).toHaveLength(1);
    });

    test("an event that the handler rejects is given again until it resolves, before any later one of its session", async () => {
      const calls: number[] = [];
      const publisher = await start(async ({ version }) => {
        calls.push(version);
        if (version === 2 && calls.length < 5) throw new Error("the database is away");
      });
      await publishAll(publisher, eventsOf(randomUUID(), 3));
      await expect.poll(() => calls, patience).toEqual([1, 2, 2, 2, 2, 3]);
    });

    test("what a relay gives again after a crash is not handled again", async () => {
      const handled: number[] = [];
      const publisher = await start(async ({ version }) => {
        handled.push(version);
      });
      const messages = eventsOf(randomUUID(), 3);
      await publishAll(publisher, messages.slice(0, 2));
      await publishAll(publisher, messages);
      await expect.poll(() => handled, patience).toContain(3);
      expect(handled).toEqual([1, 2, 3]);
    });

    test("an event that cannot be accepted holds up no other session", async () => {
      const bad = randomUUID();
      const handled: OutboxMessage[] = [];
      const publisher = await start(async (message) => {
        if (message.session_id === bad) throw new UnacceptableMessageError("no such stage");
        handled.push(message);
      });
      const good = eventsOfSessions(5, 4);
      await publisher.publish(eventsOf(bad, 1));
      await publishAll(publisher, good);
      await expect.poll(() => handled.length, patience).toBe(good.length);
      expect(versionsBySession(handled)).toEqual(inOrder(good));
    });

    test("after the consumer has stopped the handler is not called any more", async () => {
      const reached = gate();
      const release = gate();
      let isStopped = false;
      const late: number[] = [];
      const publisher = await start(async ({ version }) => {
        if (isStopped) late.push(version);
        reached.open();
        await release.opened;
      });
      const published = publishAll(publisher, eventsOf(randomUUID(), 1));
      await reached.opened;
      const stopped = pair?.consumer.stop();
      release.open();
      await Promise.all([stopped, published]);
      isStopped = true;
      await publisher.publish(eventsOf(randomUUID(), 3));
      expect(late).toEqual([]);
    });
  });
}
