/** The routes of the log and its streams, as OpenAPI operations. */
import { createRoute, z } from "@hono/zod-openapi";
import { domainEvent, generationDelta, generationProgress, streamReset } from "../events/events.ts";
import { API_BASE, eventList } from "./http.ts";
import { after, followQuery, limit, streamQuery } from "./parameters.ts";
import { json, problems, reads, sessionParams } from "./route-parts.ts";

/** What a block of the stream may hold, by name. */
export const STREAM_MODELS = {
  DomainEvent: domainEvent,
  GenerationProgress: generationProgress,
  GenerationDelta: generationDelta,
  StreamReset: streamReset,
} as const;

/** One block of the stream. Its `data` is one line of JSON, of which the named models are. */
const streamBlock = z.object({
  id: z.string().regex(/^\d+$/).optional(),
  event: z.string().optional(),
  data: z
    .string()
    .optional()
    .meta({
      contentMediaType: "application/json",
      contentSchema: {
        anyOf: Object.keys(STREAM_MODELS).map((name) => ({ $ref: `#/components/schemas/${name}` })),
      },
    }),
});

export const EVENT_ROUTES = {
  listEvents: createRoute({
    operationId: "listEvents",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/events`,
    tags: ["Events"],
    summary: "The session's whole log, oldest first",
    request: { params: sessionParams, query: z.object({ after, limit }) },
    responses: { 200: json("A page of events", eventList), ...problems(...reads, "NOT_FOUND") },
  }),
  streamEvents: createRoute({
    operationId: "streamEvents",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/events/stream`,
    tags: ["Events"],
    summary: "Follow the session (server-sent events)",
    description:
      "Durable events have `id: <version>` and a DomainEvent as data. GenerationProgress and GenerationDelta have no id: losing them loses nothing. A garbage or future cursor gets `event: reset` with a StreamReset.",
    request: {
      params: sessionParams,
      query: streamQuery,
      headers: z.object({ "Last-Event-ID": z.string().optional() }),
    },
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: streamBlock } } },
      ...problems("UNAUTHENTICATED", "NOT_FOUND", "RATE_LIMITED", "UNAVAILABLE"),
    },
  }),
  followSessions: createRoute({
    operationId: "followSessions",
    method: "get",
    path: `${API_BASE}/events/stream`,
    tags: ["Events"],
    summary: "Follow several sessions over one connection (server-sent events)",
    description:
      "The same blocks as each session's own stream, with the session in `id: <session_id>:<version>` and as `session_id` in the data. `after` is given once a session: `<session_id>:<version>`, or `<session_id>` for live from now. A session that is not the account's gets `event: missing`; where none is, the answer is 404. To reconnect, ask with the versions that were heard: `Last-Event-ID` is not read.",
    request: { query: followQuery },
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: streamBlock } } },
      ...problems(
        "UNAUTHENTICATED",
        "VALIDATION_FAILED",
        "NOT_FOUND",
        "RATE_LIMITED",
        "UNAVAILABLE",
      ),
    },
  }),
} as const;
