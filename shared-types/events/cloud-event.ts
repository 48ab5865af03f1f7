/**
 * An event as a Kafka record: CloudEvents 1.0 in the binary mode of its Kafka protocol binding.
 * Attributes are headers `ce_NAME` in UTF-8, the value is the payload as one line of JSON, the key
 * is the session. Names of attributes have no underscore (CloudEvents 1.0, "Naming conventions"),
 * so `command_id` is `ce_commandid`. Headers beside these are left alone.
 */
import { z } from "zod";
import type { OutboxMessage } from "./delivery.ts";
import { domainEvent } from "./events.ts";
import { parseTraceparent } from "./trace-context.ts";

const CONTENT_TYPE = "application/json";

/** The context in which events happen; with `ce_id` it names an event uniquely. */
const EVENT_SOURCE = "/genesis/sessions";

/** A record as it is sent. */
export interface CloudEventRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record as a Kafka client hands it over; a header that was sent twice is a list. */
export interface ReceivedRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: Readonly<
    Record<string, Uint8Array | string | readonly (Uint8Array | string)[] | undefined>
  >;
}

export type ParsedRecord =
  | { readonly outcome: "MESSAGE"; readonly message: OutboxMessage }
  | { readonly outcome: "ILL_FORMED"; readonly reason: string };

export function toCloudEvent(message: OutboxMessage): CloudEventRecord {
  const { command_id, correlation_id, traceparent } = message;
  return {
    key: message.session_id,
    value: JSON.stringify(message.payload),
    headers: {
      ce_specversion: "1.0",
      ce_id: message.event_id,
      ce_source: EVENT_SOURCE,
      ce_type: message.event_type,
      ce_subject: message.session_id,
      ce_time: message.occurred_at,
      "content-type": CONTENT_TYPE,
      ce_version: String(message.version),
      ce_outboxid: String(message.outbox_id),
      ...(command_id === null ? {} : { ce_commandid: command_id }),
      ...(correlation_id === null ? {} : { ce_correlationid: correlation_id }),
      // The CloudEvents extension "Distributed Tracing", and where Kafka instrumentation looks.
      ...(traceparent === null ? {} : { ce_traceparent: traceparent, traceparent }),
    },
  };
}

const decimal = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .pipe(z.int());
const { event_id, event_type, occurred_at, command_id, correlation_id, payload } =
  domainEvent.shape;
const attributes = z.object({
  ce_specversion: z.literal("1.0"),
  ce_id: event_id,
  ce_source: z.string().min(1),
  ce_type: event_type,
  ce_subject: z.uuid(),
  ce_time: occurred_at,
  "content-type": z.string().regex(/^application\/json\s*(;|$)/i),
  ce_version: decimal,
  ce_outboxid: decimal,
  ce_commandid: command_id.default(null),
  ce_correlationid: correlation_id.default(null),
  // A broken one is no reason to refuse an event.
  ce_traceparent: z.string().optional(),
});

/** The inverse of `toCloudEvent`; what is no such record says which part of it is not. */
export function parseCloudEvent(record: ReceivedRecord): ParsedRecord {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(attributes.shape)) {
    const raw = record.headers?.[name];
    if (raw === undefined) continue;
    const text = typeof raw === "string" ? raw : raw instanceof Uint8Array ? utf8(raw) : null;
    if (text === null) return illFormed(`${name} is not one header in UTF-8`);
    texts[name] = text;
  }
  const headers = attributes.safeParse(texts);
  if (!headers.success) return illFormed(explained(headers.error));
  const { ce_subject: session_id, ...ce } = headers.data;
  if (record.key === null || utf8(record.key) !== session_id) {
    return illFormed("the key is not ce_subject");
  }
  const data = payload.safeParse(record.value === null ? undefined : json(record.value));
  if (!data.success) return illFormed("the value is not a JSON object in UTF-8");
  return {
    outcome: "MESSAGE",
    message: {
      outbox_id: ce.ce_outboxid,
      event_id: ce.ce_id,
      event_type: ce.ce_type,
      session_id,
      version: ce.ce_version,
      occurred_at: ce.ce_time,
      command_id: ce.ce_commandid,
      correlation_id: ce.ce_correlationid,
      traceparent: parseTraceparent(ce.ce_traceparent),
      payload: data.data,
    },
  };
}

function illFormed(reason: string): ParsedRecord {
  return { outcome: "ILL_FORMED", reason };
}

/** Names the headers and what is wrong with each; their values may hold anything and are left out. */
function explained(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function json(bytes: Uint8Array): unknown {
  const text = utf8(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
