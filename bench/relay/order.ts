/** Whether a topic holds each key's events in the order of their versions. */
import { parseCloudEvent } from "#shared/events/cloud-event.ts";
import { kafkaErrorType } from "#runtime/kafka/kafka-client.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { type StoredRecord, readTopic } from "../../tests/provision/kafka/kafka-admin.ts";
import { sleep } from "./contender.ts";

/** A version at or below one that came before it is a repeat, which a consumer drops; a gap is not. */
export async function orderViolations(config: KafkaConfig): Promise<number> {
  const last = new Map<string, number>();
  let violations = 0;
  for (const { message } of await read(config)) {
    const parsed = parseCloudEvent(message);
    if (parsed.outcome !== "MESSAGE") throw new Error(parsed.reason);
    const { session_id, version } = parsed.message;
    const before = last.get(session_id) ?? 0;
    if (version > before + 1) violations += 1;
    last.set(session_id, Math.max(before, version));
  }
  return violations;
}

/** A broker's first group has it load its coordinator; until then it sends its readers away. */
async function read(config: KafkaConfig): Promise<readonly StoredRecord[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readTopic(config.brokers, config.topic);
    } catch (error) {
      if (kafkaErrorType(error) !== "GROUP_LOAD_IN_PROGRESS" || tries === 20) throw error;
      await sleep(500);
    }
  }
}
