/** What a failed send means for its rows. */
import { kafkaErrorType } from "#runtime/kafka/kafka-client.ts";

/** Words of the Kafka protocol that stand for a fault of what is sent: sending it again changes nothing. */
const ROW_FAULT_TYPES: ReadonlySet<string> = new Set([
  "MESSAGE_TOO_LARGE",
  "RECORD_LIST_TOO_LARGE",
  "INVALID_RECORD",
  "INVALID_TIMESTAMP",
  "UNSUPPORTED_FOR_MESSAGE_FORMAT",
]);

/** The topic is not there, or can never be. */
const TOPIC_FAULT_TYPES: ReadonlySet<string> = new Set([
  "UNKNOWN_TOPIC_OR_PARTITION",
  "INVALID_TOPIC_EXCEPTION",
]);

export interface SendFault {
  /** What is not known to be the rows' or the topic's is the transport's. */
  readonly kind: "ROW" | "TOPIC" | "TRANSPORT";
  readonly reason: string;
}

export function faultOf(error: unknown): SendFault {
  const type = kafkaErrorType(error);
  const said = error instanceof Error ? error.message : String(error);
  const reason = type === null ? said : `${type}: ${said}`;
  if (type !== null && TOPIC_FAULT_TYPES.has(type)) return { kind: "TOPIC", reason };
  return { kind: type !== null && ROW_FAULT_TYPES.has(type) ? "ROW" : "TRANSPORT", reason };
}
