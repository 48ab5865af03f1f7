/**
 * Publishing to Kafka: an event is SENT once all in-sync replicas have it. In order within a key:
 * one request at a time, and behind a fault nothing of the same key is sent.
 */
import type { Logger } from "pino";
import type { Publisher, PublishOutcome } from "#runtime/delivery.ts";
import { createKafkaClient, ensureTopics } from "#runtime/kafka/kafka-client.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { inBatches, type Row, toRow } from "./kafka-batches.ts";
import { faultOf, type SendFault } from "./kafka-faults.ts";
import { createKafkaProducer } from "./kafka-producer.ts";

/** Half of the 1 MB that a broker takes in one batch by default. */
const BATCH_LIMITS = { maxRows: 500, maxBytes: 512 * 1024 };

/** A broker ends the connection, without a word, over a request of more than 100 MB by default. */
const MAX_ROW_BYTES = 32 * 1024 * 1024;

/** One call's state: what is decided, and what holds back the rest. */
interface Round {
  readonly outcomes: PublishOutcome[];
  /** Keys with a fault: their later rows wait for the earlier one. */
  readonly heldKeys: Set<string>;
  readonly maySend: () => boolean;
  transportFault: string | null;
  isTopicMade: boolean;
}

/** Kafka need not be there at the start: until it is, every outcome is a TRANSPORT_FAULT. */
export function createKafkaPublisher(config: KafkaConfig, log: Logger): Publisher {
  const kafka = createKafkaClient(config, { clientId: "genesis-relay", retries: 1 }, log);
  const producer = createKafkaProducer(
    kafka,
    { acknowledgeTimeoutMs: Math.ceil(config.requestTimeoutMs * 0.75) },
    log,
  );
  let areTopicsThere = false;
  let tail: Promise<unknown> = Promise.resolve();

  const prepare = async () => {
    if (!areTopicsThere) {
      await ensureTopics(kafka, config);
      areTopicsThere = true;
    }
    await producer.connect();
  };

  /** @returns null where all rows were acknowledged */
  const trySend = async (rows: readonly Row[], round: Round): Promise<SendFault | null> => {
    try {
      await prepare();
      if (!round.maySend()) return { kind: "TRANSPORT", reason: "another relay may be active" };
      const records = rows.map((row) => row.record);
      await producer.send(config.topic, records);
      return null;
    } catch (error) {
      return faultOf(error, round.isTopicMade);
    }
  };

  const send = async (batch: readonly Row[], round: Round): Promise<void> => {
    const rows = batch.filter((row) => !isHeldBack(row, round));
    if (rows.length === 0) return;
    const fault = await trySend(rows, round);
    if (fault === null) {
      round.outcomes.push(...rows.map((row) => sent(row)));
      return;
    }
    switch (fault.kind) {
      case "TRANSPORT":
        round.transportFault = fault.reason;
        round.outcomes.push(...rows.map((row) => transportFault(row, fault.reason)));
        return;
      case "TOPIC_IMPOSSIBLE":
        for (const row of rows) if (!isHeldBack(row, round)) refuse(row, fault.reason, round);
        return;
      case "TOPIC_MISSING":
        // Somebody removed it: made again once, it takes the same rows.
        areTopicsThere = false;
        round.isTopicMade = true;
        return send(rows, round);
      case "ROW":
        return sendHalves(rows, fault.reason, round);
    }
  };

  /** One of them is at fault: the halves tell which, and the others get through in their order. */
  const sendHalves = async (rows: readonly Row[], reason: string, round: Round): Promise<void> => {
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      refuse(only, reason, round);
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    await send(rows.slice(0, middle), round);
    await send(rows.slice(middle), round);
  };

  const publishAll = async (messages: readonly OutboxMessage[], maySend: () => boolean) => {
    const round: Round = {
      outcomes: [],
      maySend,
      heldKeys: new Set(),
      transportFault: null,
      isTopicMade: false,
    };
    const rows: Row[] = [];
    for (const row of messages.map(toRow)) {
      if (isHeldBack(row, round)) continue;
      if (row.bytes > MAX_ROW_BYTES) refuse(row, `too large: ${row.bytes} bytes`, round);
      else rows.push(row);
    }
    for (const batch of inBatches(rows, BATCH_LIMITS)) await send(batch, round);
    return round.outcomes;
  };

  return {
    name: "kafka",
    // In the background: Kafka being away is waited for by those who publish.
    start() {
      tail = tail
        .then(prepare)
        .catch((error: unknown) =>
          log.warn({ reason: faultOf(error, false).reason }, "Kafka cannot be reached yet"),
        );
    },
    publish(messages, maySend = () => true) {
      const published = tail.then(() => publishAll(messages, maySend));
      tail = published.catch(() => undefined);
      return published;
    },
    async stop() {
      await tail;
      await producer.stop();
    },
  };
}

/** Decides a row that is not to be sent now. */
function isHeldBack(row: Row, round: Round): boolean {
  const reason = round.heldKeys.has(row.message.session_id)
    ? "an earlier event of its session was not delivered"
    : round.transportFault;
  if (reason === null) return false;
  round.outcomes.push(transportFault(row, reason));
  return true;
}

function sent({ message }: Row): PublishOutcome {
  return { outcome: "SENT", outbox_id: message.outbox_id };
}

function refuse({ message }: Row, reason: string, round: Round): void {
  round.heldKeys.add(message.session_id);
  round.outcomes.push({ outcome: "ROW_FAULT", outbox_id: message.outbox_id, reason });
}

function transportFault({ message }: Row, reason: string): PublishOutcome {
  return { outcome: "TRANSPORT_FAULT", outbox_id: message.outbox_id, reason };
}
