/**
 * Spans of a trace, sent as OTLP over HTTP in JSON (opentelemetry.io/docs/specs/otlp), where the standard
 * variables name a collector. Sending is beside the work: what cannot be sent is dropped, and said once.
 */
import { parseTraceparent } from "#shared/events/trace-context.ts";
import type { Lifetime } from "../work/lifetime.ts";
import { repeated } from "../work/repeated.ts";
import type { TraceConfig } from "./trace-config.ts";

/** OTLP's numbers. */
const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

export interface Span {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  /** What it belongs to, and under which span; without one it is not recorded. */
  readonly traceparent: string | null;
  /** Its own id; absent: a new one. */
  readonly spanId?: string;
  /** True: it is the trace's first, whatever its traceparent names. */
  readonly isRoot?: boolean;
  /** By Date.now(). */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes?: Readonly<Record<string, string | number | boolean | null>>;
  /** Set where it failed. */
  readonly error?: string;
}

export interface Tracer extends Lifetime {
  readonly isOn: boolean;
  /** Never throws, and returns at once. */
  record(span: Span): void;
}

const SEND_EVERY_MS = 2_000;
const SEND_WITHIN_MS = 5_000;
const MOST_HELD = 2_000;

/** Records nothing. */
export const noTracer: Tracer = {
  isOn: false,
  record: () => undefined,
  start: () => undefined,
  stop: () => Promise.resolve(),
};

/** What is said of a collector that does not take them. */
export interface TracerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** @param config null: no traces */
export function createTracer(config: TraceConfig | null, service: string, log: TracerLog): Tracer {
  if (config === null) return noTracer;
  let held: object[] = [];
  const resource = {
    attributes: attributesOf({ "service.name": config.serviceName ?? `genesis-${service}` }),
  };

  let dropped = 0;

  const send = async () => {
    const spans = held;
    if (spans.length === 0) return;
    held = [];
    const reason = await refusal(spans).catch((error: unknown) => reasonOf(error));
    if (reason === null) {
      if (dropped > 0) log.info({ dropped }, "the collector takes traces again");
      dropped = 0;
    } else {
      if (dropped === 0) {
        log.warn({ reason, url: config.url }, "the collector takes no traces; they are dropped");
      }
      dropped += spans.length;
    }
  };

  /** Why the collector did not take them; null where it did. */
  const refusal = async (spans: readonly object[]) => {
    const scopeSpans = [{ scope: { name: "genesis-studio" }, spans }];
    const response = await fetch(config.url, {
      method: "POST",
      headers: { ...config.headers, "content-type": "application/json" },
      body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
      signal: AbortSignal.timeout(SEND_WITHIN_MS),
    });
    await response.arrayBuffer();
    return response.ok ? null : `${response.status} ${response.statusText}`;
  };
  const sending = repeated({ everyMs: SEND_EVERY_MS }, send);

  return {
    isOn: true,
    record(span) {
      const made = otlpSpan(span);
      if (made !== null && held.length < MOST_HELD) held.push(made);
    },
    start: () => sending.start(),
    async stop() {
      await sending.stop();
      await send();
    },
  };
}

function otlpSpan(span: Span): object | null {
  const parsed = parseTraceparent(span.traceparent);
  const [, traceId, parentSpanId, flags = "00"] = parsed?.split("-") ?? [];
  // Whose trace is not sampled wants no spans of it.
  if (traceId === undefined || (Number.parseInt(flags, 16) & 1) === 0) return null;
  return {
    traceId,
    spanId: span.spanId ?? newSpanId(),
    ...(span.isRoot === true ? {} : { parentSpanId }),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(Math.max(span.startMs, span.endMs)),
    attributes: attributesOf(span.attributes ?? {}),
    status: span.error === undefined ? {} : { code: 2, message: span.error },
  };
}

/** A string in JSON, since it is more than a number holds. */
function nanoseconds(ms: number): string {
  return `${BigInt(Math.round(ms * 1_000)) * 1_000n}`;
}

function attributesOf(values: NonNullable<Span["attributes"]>): readonly object[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [{ key, value: valueOf(value) }],
  );
}

function valueOf(value: string | number | boolean): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: `${value}` } : { doubleValue: value };
}

export function newSpanId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  // All zeros would be no id.
  bytes[0] = (bytes[0] ?? 0) | 1;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** fetch wraps what the socket said. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}
