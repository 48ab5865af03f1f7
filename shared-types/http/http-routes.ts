/**
 * The routes of the HTTP contract as OpenAPI operations. The edge mounts a handler on each, and the
 * OpenAPI document and the typed client come from them.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { ERROR_CODES, type ErrorCode } from "./error-codes.ts";
import { domainEvent, generationDelta, generationProgress, streamReset } from "../events/events.ts";
import {
  API_BASE,
  commandCompleted,
  commandReceived,
  commandRequest,
  createSessionRequest,
  eventList,
  liveness,
  novelList,
  problem,
  proposalList,
  readiness,
  sessionList,
} from "./http.ts";
import { novel } from "../foundation/novel.ts";
import {
  after,
  before,
  followQuery,
  idempotencyHeaders,
  limit,
  streamQuery,
  archived,
  deleted,
  edition,
  search,
} from "./parameters.ts";
import { branchList, branchRequest } from "./branches.ts";
import { PRESENCE_SECONDS, presence, presenceRequest } from "./presence.ts";
import { provenance } from "../session/proposal.ts";
import { jsonPointer, uuid } from "../formats.ts";
import { sessionState } from "../session/state.ts";
import { stageName } from "../words.ts";

/** What a block of the stream may hold, by name. */
export const STREAM_MODELS = {
  DomainEvent: domainEvent,
  GenerationProgress: generationProgress,
  GenerationDelta: generationDelta,
  StreamReset: streamReset,
} as const;

const sessionParams = z.object({ session_id: uuid });
const replayed = {
  "Idempotency-Replayed": {
    description: "`true` where this is the first answer again",
    schema: { type: "string" as const },
  },
};

export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/**
 * The problems of a route, one response a status. A foreign Host is refused by every one, and a token that
 * does not reach that far by every one that needs an account.
 */
export function problems(...codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  const scope = codes.includes("UNAUTHENTICATED") ? (["SCOPE"] as const) : [];
  for (const code of ["MISDIRECTED", ...codes, ...scope] as const) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join("; "),
        content: { "application/problem+json": { schema: problem } },
      },
    ]),
  );
}

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

const SESSION_EXAMPLES = {
  english: { summary: "A book in English", value: { title: "The drowned bell", language: "en" } },
};

const COMMAND_EXAMPLES = {
  inspiration: {
    summary: "Three concepts from nothing",
    value: { command_type: "REQUEST_INSPIRATION", payload: { genre: "mystery" } },
  },
  revision: {
    summary: "A revision that keeps the title, if nobody was faster",
    value: {
      command_type: "REVISE_PROPOSAL",
      payload: {
        proposal_id: "01a20ebc-453f-7a28-b943-ea4427acf676",
        candidate_id: "01a20ebc-453f-7a28-b943-ea4427acf677",
        feedback: "Make the keeper older.",
        locked: ["/title"],
      },
      expected_version: 3,
    },
  },
};

/** Who has no account yet gets one. */
const accountOrNew: Record<string, string[]>[] = [{ account: [] }, {}];

const reads = ["UNAUTHENTICATED", "VALIDATION_FAILED", "RATE_LIMITED", "UNAVAILABLE"] as const;
const writes = [
  ...reads,
  "CSRF_REJECTED",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "MALFORMED_JSON",
  "IDEMPOTENCY_KEY_REUSED",
] as const;

export const API_ROUTES = {
  createSession: createRoute({
    operationId: "createSession",
    method: "post",
    path: `${API_BASE}/sessions`,
    tags: ["Sessions"],
    summary: "Open a session",
    description:
      "Without a language, Accept-Language decides, else zh-CN. Without a cookie the answer gives one.",
    security: accountOrNew,
    request: {
      headers: idempotencyHeaders,
      body: {
        required: true,
        content: {
          "application/json": { schema: createSessionRequest, examples: SESSION_EXAMPLES },
        },
      },
    },
    responses: {
      201: {
        ...json("The state of the new session", sessionState),
        headers: { Location: { schema: { type: "string" } }, ...replayed },
      },
      ...problems(...writes),
    },
  }),
  listSessions: createRoute({
    operationId: "listSessions",
    method: "get",
    path: `${API_BASE}/sessions`,
    tags: ["Sessions"],
    summary: "The shelf, newest first",
    description:
      "Sessions that never had a command are left out. Without a cookie the answer gives one. `search`: a part of a title, of the writer's idea, or of what is accepted or chosen in a stage. `deleted`: what is deleted and not yet erased, instead.",
    security: accountOrNew,
    request: {
      query: z.object({
        limit,
        before,
        search: search.optional(),
        archived: archived.optional(),
        deleted: deleted.optional(),
      }),
    },
    responses: { 200: json("A page of sessions", sessionList), ...problems(...reads) },
  }),
  sendCommand: createRoute({
    operationId: "sendCommand",
    method: "post",
    path: `${API_BASE}/sessions/{session_id}/commands`,
    tags: ["Commands"],
    summary: "Send a command",
    request: {
      params: sessionParams,
      headers: idempotencyHeaders,
      body: {
        required: true,
        content: { "application/json": { schema: commandRequest, examples: COMMAND_EXAMPLES } },
      },
    },
    responses: {
      200: { ...json("Done at once", commandCompleted), headers: replayed },
      202: { ...json("Background work has started", commandReceived), headers: replayed },
      ...problems(
        ...writes,
        "NOT_FOUND",
        "DUPLICATE_COMMAND",
        "SESSION_BUSY",
        "VERSION_CONFLICT",
        "BUDGET_SPENT",
        "COMMAND_NOT_ALLOWED",
      ),
    },
  }),
  getState: createRoute({
    operationId: "getState",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/state`,
    tags: ["Sessions"],
    summary: "Everything a screen needs, of one moment",
    request: {
      params: sessionParams,
      headers: z.object({ "If-None-Match": z.string().optional() }),
    },
    responses: {
      200: {
        ...json("The state", sessionState),
        headers: { ETag: { description: "Over the whole body", schema: { type: "string" } } },
      },
      304: { description: "Not changed" },
      ...problems(...reads, "NOT_FOUND"),
    },
  }),
  createBranch: createRoute({
    operationId: "createBranch",
    method: "post",
    path: `${API_BASE}/sessions/{session_id}/branches`,
    tags: ["Sessions"],
    summary: "Go on from a version of a session, in a new one",
    description:
      "The new session has the log up to that version as its own, and the same rounds under the same ids. What was being generated then is cancelled in it. With `replay_with` the generations after that version run again in it, one after the other, with the same feedback, on that model; CANCEL_GENERATION ends that.",
    request: {
      params: sessionParams,
      body: { required: true, content: { "application/json": { schema: branchRequest } } },
    },
    responses: {
      201: {
        ...json("The state of the new session", sessionState),
        headers: { Location: { schema: { type: "string" } } },
      },
      ...problems(...writes.filter((code) => code !== "IDEMPOTENCY_KEY_REUSED"), "NOT_FOUND"),
    },
  }),
  listBranches: createRoute({
    operationId: "listBranches",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/branches`,
    tags: ["Sessions"],
    summary: "The session with all its branches, and what it is a branch of",
    request: { params: sessionParams },
    responses: { 200: json("Oldest first", branchList), ...problems(...reads, "NOT_FOUND") },
  }),
  sayPresence: createRoute({
    operationId: "sayPresence",
    method: "post",
    path: `${API_BASE}/sessions/{session_id}/presence`,
    tags: ["Sessions"],
    summary: "Say that a window has the book open, and hear of the others",
    description: `Of the same account's windows, on every device. Said again within ${PRESENCE_SECONDS} seconds, or the window is gone; nothing of it is kept, and it is no event.`,
    request: {
      params: sessionParams,
      body: { required: true, content: { "application/json": { schema: presenceRequest } } },
    },
    responses: {
      200: json("The other windows, the last seen first", presence),
      ...problems(...writes.filter((code) => code !== "IDEMPOTENCY_KEY_REUSED"), "NOT_FOUND"),
    },
  }),
  deleteSession: createRoute({
    operationId: "deleteSession",
    method: "delete",
    path: `${API_BASE}/sessions/{session_id}`,
    tags: ["Sessions"],
    summary: "Delete a session",
    description:
      "It is gone from lists and answers at once, its streams end, and what was being generated is cancelled. Restoring brings it back until it is erased.",
    request: { params: sessionParams },
    responses: {
      204: { description: "Deleted" },
      ...problems("UNAUTHENTICATED", "CSRF_REJECTED", "RATE_LIMITED", "NOT_FOUND", "UNAVAILABLE"),
    },
  }),
  restoreSession: createRoute({
    operationId: "restoreSession",
    method: "post",
    path: `${API_BASE}/sessions/{session_id}/restore`,
    tags: ["Sessions"],
    summary: "Take a deletion back",
    description:
      "The session is as it was, within DELETION_GRACE_DAYS (30) of its deletion; one that is not deleted stays as it is.",
    request: { params: sessionParams },
    responses: {
      204: { description: "It is there again" },
      ...problems("UNAUTHENTICATED", "CSRF_REJECTED", "RATE_LIMITED", "NOT_FOUND", "UNAVAILABLE"),
    },
  }),
  listProposals: createRoute({
    operationId: "listProposals",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/proposals`,
    tags: ["Sessions"],
    summary: "Rounds, newest first",
    request: {
      params: sessionParams,
      query: z.object({ stage: stageName.optional(), before, limit }),
    },
    responses: {
      200: json("A page of proposals", proposalList),
      ...problems(...reads, "NOT_FOUND"),
    },
  }),
  getProvenance: createRoute({
    operationId: "getProvenance",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/provenance`,
    tags: ["Proposals"],
    summary: "How a field came to read as it does, newest first",
    request: { params: sessionParams, query: z.object({ stage: stageName, pointer: jsonPointer }) },
    responses: { 200: json("Round by round", provenance), ...problems(...reads, "NOT_FOUND") },
  }),
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
  listNovels: createRoute({
    operationId: "listNovels",
    method: "get",
    path: `${API_BASE}/novels`,
    tags: ["Novels"],
    summary: "Finished novels, newest first",
    request: { query: z.object({ limit, before }) },
    responses: { 200: json("A page of novels", novelList), ...problems(...reads) },
  }),
  getNovel: createRoute({
    operationId: "getNovel",
    method: "get",
    path: `${API_BASE}/novels/{novel_id}`,
    tags: ["Novels"],
    summary: "A novel's agreed foundation",
    description: "Without an edition the newest; earlier ones stay readable.",
    request: {
      params: z.object({ novel_id: uuid }),
      query: z.object({ edition }),
    },
    responses: { 200: json("The novel", novel), ...problems(...reads, "NOT_FOUND") },
  }),
  live: createRoute({
    operationId: "live",
    method: "get",
    path: "/api/health/live",
    tags: ["Operations"],
    summary: "The process answers",
    security: [],
    responses: { 200: json("Alive", liveness) },
  }),
  ready: createRoute({
    operationId: "ready",
    method: "get",
    path: "/api/health/ready",
    tags: ["Operations"],
    summary: "Every part's health",
    security: [],
    responses: {
      200: json("Requests can be served", readiness),
      503: json("PostgreSQL or its migrations are missing", readiness),
    },
  }),
} as const;
