/** The request's W3C trace context, a new one where it brought none that is valid. */
import { newSpanId } from "#runtime/trace/tracer.ts";
import { newTraceparent, parseTraceparent } from "#shared/events/trace-context.ts";
import type { HonoRequest } from "hono";
import type { EdgeContext } from "./context.ts";
import type { RequestTrace } from "./kept.ts";

export function traceOf(c: EdgeContext): RequestTrace {
  const known = c.var.trace;
  if (known !== undefined) return known;
  const given = parseTraceparent(c.req.header("traceparent"));
  const traceparent = given ?? newTraceparent();
  const spanId = given === null ? (traceparent.split("-")[2] ?? "") : newSpanId();
  const trace = { traceparent, spanId, isRoot: given === null };
  c.set("trace", trace);
  return trace;
}

/** The same without a span of the request. */
export function traceparentOf(request: HonoRequest): string {
  return parseTraceparent(request.header("traceparent")) ?? newTraceparent();
}

/** For what the request does itself. */
export function withinRequest(c: EdgeContext): string {
  const { traceparent, spanId } = traceOf(c);
  const [version, traceId, , flags] = traceparent.split("-");
  return [version, traceId, spanId, flags].join("-");
}
