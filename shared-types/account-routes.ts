/** The routes of accounts as OpenAPI operations; the others are in http-routes.ts. */
import { createRoute, type z } from "@hono/zod-openapi";
import {
  account,
  brought,
  deviceCode,
  emptyRequest,
  joinRequest,
  recoveryPhrase,
  recoveryPhraseRequest,
  signOutRequest,
  signedOut,
} from "./account.ts";
import { API_BASE } from "./http.ts";
import { json, problems } from "./http-routes.ts";

const base = `${API_BASE}/account`;
const tags = ["Account"];

const reads = ["UNAUTHENTICATED", "RATE_LIMITED", "UNAVAILABLE"] as const;
const writes = [
  ...reads,
  "CSRF_REJECTED",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "MALFORMED_JSON",
  "VALIDATION_FAILED",
  "NOT_FOUND",
] as const;

function body<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

export const ACCOUNT_ROUTES = {
  getAccount: createRoute({
    operationId: "getAccount",
    method: "get",
    path: base,
    tags,
    summary: "Who asks",
    responses: { 200: json("The account", account), ...problems(...reads) },
  }),
  makeDeviceCode: createRoute({
    operationId: "makeDeviceCode",
    method: "post",
    path: `${base}/device-codes`,
    tags,
    summary: "A one-time code for another browser",
    description:
      "Good for ten minutes and for one use; a new one replaces the last. In local mode; else there is no such thing.",
    request: body(emptyRequest),
    responses: { 201: json("The code, shown once", deviceCode), ...problems(...writes) },
  }),
  makeRecoveryPhrase: createRoute({
    operationId: "makeRecoveryPhrase",
    method: "post",
    path: `${base}/recovery-phrase`,
    tags,
    summary: "A phrase that restores the account",
    description: "A new one replaces the last. In local mode; else there is no such thing.",
    request: body(recoveryPhraseRequest),
    responses: { 201: json("The phrase, shown once", recoveryPhrase), ...problems(...writes) },
  }),
  joinAccount: createRoute({
    operationId: "joinAccount",
    method: "post",
    path: `${base}/join`,
    tags,
    summary: "Use the account of a code or a phrase in this browser",
    description:
      "The answer's cookie is of that account; what this browser's own account had comes along. A wrong, used or expired code is 404. After a few wrong guesses the next has to wait (429), longer each time.",
    request: body(joinRequest),
    responses: { 200: json("Joined", brought), ...problems(...writes) },
  }),
  takeAlong: createRoute({
    operationId: "takeAlong",
    method: "post",
    path: `${base}/take-along`,
    tags,
    summary: "Take this browser's local sessions into the account that signed in",
    description: "In oidc mode, where the browser still has its local account's cookie; else 404.",
    request: body(emptyRequest),
    responses: { 200: json("Taken along", brought), ...problems(...writes) },
  }),
  signOut: createRoute({
    operationId: "signOut",
    method: "post",
    path: `${base}/sign-out`,
    tags,
    summary: "End this sign-in, or every one of the account",
    description: "Ends its event streams on every edge. In oidc mode with a cookie; else 404.",
    request: body(signOutRequest),
    responses: { 200: json("Signed out", signedOut), ...problems(...writes) },
  }),
} as const;
