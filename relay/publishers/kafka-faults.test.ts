/** What a broker's refusal means for the rows that were sent. */
import { KafkaJSNonRetriableError, KafkaJSProtocolError } from "kafkajs";
import { expect, test } from "vitest";
import { faultOf } from "./kafka-faults.ts";

/** As the client throws it, with the protocol's word inside. */
function refusal(type: string): Error {
  const cause = new KafkaJSProtocolError(Object.assign(new Error("said by a broker"), { type }));
  return Object.assign(new KafkaJSNonRetriableError(cause.message), { cause });
}

test("a topic that a broker does not know is made once; one that was made is waited for, and refuses no row", () => {
  const unknown = refusal("UNKNOWN_TOPIC_OR_PARTITION");
  expect(faultOf(unknown, false).kind).toBe("TOPIC_MISSING");
  expect(faultOf(unknown, true).kind).toBe("TRANSPORT");
});

test("a topic whose name no broker takes is a fault of what is sent, made or not", () => {
  const impossible = refusal("INVALID_TOPIC_EXCEPTION");
  expect([faultOf(impossible, false).kind, faultOf(impossible, true).kind]).toEqual([
    "TOPIC_IMPOSSIBLE",
    "TOPIC_IMPOSSIBLE",
  ]);
});

test("what is too large is its row's fault; what is not known is the transport's, with the reason", () => {
  const large = faultOf(refusal("MESSAGE_TOO_LARGE"), false);
  expect(large.kind).toBe("ROW");
  expect(large.reason).toMatch(/^MESSAGE_TOO_LARGE: /);
  expect(faultOf(refusal("NOT_LEADER_FOR_PARTITION"), false).kind).toBe("TRANSPORT");
  expect(faultOf(new Error("closed"), false)).toEqual({ kind: "TRANSPORT", reason: "closed" });
});
