/** The request's W3C trace context, a new one where it brought none that is valid. */
import type { HonoRequest } from "hono";
import { newTraceparent, parseTraceparent } from "#shared/events/trace-context.ts";

export function traceparentOf(request: HonoRequest): string {
  return parseTraceparent(request.header("traceparent")) ?? newTraceparent();
}
