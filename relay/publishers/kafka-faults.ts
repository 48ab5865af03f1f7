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

/** The broker takes no topic of this name, whoever asks. */
const IMPOSSIBLE_TOPIC = "INVALID_TOPIC_EXCEPTION";

/** The broker does not know the topic: somebody removed it, or it was made a moment ago. */
const UNKNOWN_TOPIC = "UNKNOWN_TOPIC_OR_PARTITION";

export interface SendFault {
  /**
   * `TOPIC_MISSING`: once the topic is made, the same rows can be sent. `TOPIC_IMPOSSIBLE`: no row
   * ever can. What is not known to be the rows' or the topic's is the transport's.
   */
  readonly kind: "ROW" | "TOPIC_MISSING" | "TOPIC_IMPOSSIBLE" | "TRANSPORT";
  readonly reason: string;
}

/**
 * @param isTopicMade the topic was looked for, and made where it was missing, since it was last not
 *   known: a broker that does not know it now has not heard of it yet, which is no row's fault
 */
export function faultOf(error: unknown, isTopicMade: boolean): SendFault {
  const type = kafkaErrorType(error);
  const said = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(type, isTopicMade), reason: type === null ? said : `${type}: ${said}` };
}

function kindOf(type: string | null, isTopicMade: boolean): SendFault["kind"] {
  if (type === null) return "TRANSPORT";
  if (type === IMPOSSIBLE_TOPIC) return "TOPIC_IMPOSSIBLE";
  if (type === UNKNOWN_TOPIC) return isTopicMade ? "TRANSPORT" : "TOPIC_MISSING";
  return ROW_FAULT_TYPES.has(type) ? "ROW" : "TRANSPORT";
}
