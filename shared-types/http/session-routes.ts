/** The routes of one session, as OpenAPI operations: its state, its rounds, its branches, its end. */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonPointer } from "../formats.ts";
import { provenance } from "../session/proposal.ts";
import { sessionState } from "../session/state.ts";
import { stageName } from "../words.ts";
import { branchList, branchRequest } from "./branches.ts";
import { API_BASE, proposalList } from "./http.ts";
import { before, limit, roundBefore, version } from "./parameters.ts";
import { pastState } from "./past.ts";
import { PRESENCE_SECONDS, presence, presenceRequest } from "./presence.ts";
import { json, problems, reads, sessionParams, writes } from "./route-parts.ts";

export const SESSION_ROUTES = {
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
    request: {
      params: sessionParams,
      query: z.object({ stage: stageName, pointer: jsonPointer, before: roundBefore, limit }),
    },
    responses: { 200: json("Round by round", provenance), ...problems(...reads, "NOT_FOUND") },
  }),
  getPastState: createRoute({
    operationId: "getPastState",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/past`,
    tags: ["Sessions"],
    summary: "The book as it was at a version of its log",
    description:
      "What was chosen then, with the texts of then: to be read, compared and put back (SELECT_CANDIDATE, SAVE_CANDIDATE), or gone on from (branches). 404 for a version that the session does not have.",
    request: { params: sessionParams, query: z.object({ version }) },
    responses: { 200: json("The state of then", pastState), ...problems(...reads, "NOT_FOUND") },
  }),
} as const;
