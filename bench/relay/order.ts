/** Whether a topic holds each key's events in the order of their versions. */
import { parseCloudEvent } from "#shared/cloud-event.ts";
import type { KafkaConfig } from "#shared/kafka-config.ts";
import { readTopic } from "../../tests/provision/kafka/kafka-admin.ts";

/** A version at or below one that came before it is a repeat, which a consumer drops; a gap is not. */
export async function orderViolations(config: KafkaConfig): Promise<number> {
  const last = new Map<string, number>();
  let violations = 0;
  for (const { message } of await readTopic(config.brokers, config.topic)) {
    const parsed = parseCloudEvent(message);
    if (parsed.outcome !== "MESSAGE") throw new Error(parsed.reason);
    const { session_id, version } = parsed.message;
    const before = last.get(session_id) ?? 0;
    if (version > before + 1) violations += 1;
    last.set(session_id, Math.max(before, version));
  }
  return violations;
}
