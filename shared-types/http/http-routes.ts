/**
 * The routes of the HTTP contract as OpenAPI operations. The edge mounts a handler on each, and the
 * OpenAPI document and the typed client come from them.
 */
import { createRoute, z } from "@hono/zod-openapi";
import {
  API_BASE,
  commandCompleted,
  commandReceived,
  commandRequest,
  createSessionRequest,
  liveness,
  novelList,
  readiness,
  sessionList,
} from "./http.ts";
import { uuid } from "../formats.ts";
import { novel } from "../foundation/novel.ts";
import { sessionState } from "../session/state.ts";
import { EVENT_ROUTES } from "./event-routes.ts";
import {
  archived,
  before,
  deleted,
  edition,
  idempotencyHeaders,
  limit,
  search,
} from "./parameters.ts";
import {
  accountOrNew,
  json,
  problems,
  reads,
  replayed,
  sessionParams,
  writes,
} from "./route-parts.ts";
import { SESSION_ROUTES } from "./session-routes.ts";

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
  ...SESSION_ROUTES,
  ...EVENT_ROUTES,
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
