/** The routes of accounts as OpenAPI operations; the others are in http-routes.ts. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  account,
  brought,
  browserList,
  deviceCode,
  emptyRequest,
  joinRequest,
  mergeList,
  recoveryPhrase,
  recoveryPhraseRequest,
  returned,
  madeToken,
  signOutRequest,
  signedOut,
  tokenList,
  tokenRequest,
} from "./account.ts";
import { API_BASE } from "./http.ts";
import { json, problems } from "./route-parts.ts";

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
    description:
      "A new one replaces the last. Only the account's first browser, and browsers that gave the present phrase, may; others are PHRASE_NEEDED. In local mode; else there is no such thing.",
    request: body(recoveryPhraseRequest),
    responses: {
      201: json("The phrase, shown once", recoveryPhrase),
      ...problems(...writes, "PHRASE_NEEDED"),
    },
  }),
  joinAccount: createRoute({
    operationId: "joinAccount",
    method: "post",
    path: `${base}/join`,
    tags,
    summary: "Use the account of a code or a phrase in this browser",
    description:
      "The answer's cookie is of that account; what this browser's own account had comes along, which undoMerge undoes within 30 days. This browser's cookie of before, and every other of that account, is 401 from then on. A browser that joined its account by a code cannot take that along: PHRASE_NEEDED. A wrong, used or expired code is 404. After a few wrong guesses the next has to wait (429), longer each time.",
    request: body(joinRequest),
    responses: { 200: json("Joined", brought), ...problems(...writes, "PHRASE_NEEDED") },
  }),
  takeAlong: createRoute({
    operationId: "takeAlong",
    method: "post",
    path: `${base}/take-along`,
    tags,
    summary: "Take this browser's local sessions into the account that signed in",
    description:
      "In oidc mode, where the browser still has its local account's own cookie; else 404, also where that account was taken along already. undoMerge undoes it within 30 days.",
    request: body(emptyRequest),
    responses: { 200: json("Taken along", brought), ...problems(...writes) },
  }),
  listBrowsers: createRoute({
    operationId: "listBrowsers",
    method: "get",
    path: `${base}/browsers`,
    tags,
    summary: "The browsers that have access to the account",
    responses: { 200: json("The last seen first", browserList), ...problems(...reads) },
  }),
  endBrowser: createRoute({
    operationId: "endBrowser",
    method: "delete",
    path: `${base}/browsers/{browser_id}`,
    tags,
    summary: "Put a browser out",
    description:
      "At once, on every edge, with its event streams. In local mode a browser that joined by a code may put out only itself: others are PHRASE_NEEDED.",
    request: { params: z.object({ browser_id: z.uuid() }) },
    responses: {
      204: { description: "It has no access any more" },
      ...problems(...reads, "CSRF_REJECTED", "NOT_FOUND", "PHRASE_NEEDED"),
    },
  }),
  listTokens: createRoute({
    operationId: "listTokens",
    method: "get",
    path: `${base}/tokens`,
    tags,
    summary: "The tokens by which programs have access to the account",
    responses: { 200: json("The newest first", tokenList), ...problems(...reads) },
  }),
  makeToken: createRoute({
    operationId: "makeToken",
    method: "post",
    path: `${base}/tokens`,
    tags,
    summary: "A token for a program",
    description:
      "Sent as `Authorization: Bearer …`. `read` reads; `propose` also begins books, saves, revises, regenerates and uploads; `full` does what the writer does in books and settings. Who has access to the account is a browser's to decide: no token reaches that. At most 50 (429). It ends with the browser that made it, where that is put out.",
    request: body(tokenRequest),
    responses: {
      201: json("The token, shown once", madeToken),
      ...problems(...writes.filter((code) => code !== "NOT_FOUND")),
    },
  }),
  endToken: createRoute({
    operationId: "endToken",
    method: "delete",
    path: `${base}/tokens/{token_id}`,
    tags,
    summary: "End a token",
    description: "At once, on every edge, with its event streams.",
    request: { params: z.object({ token_id: z.uuid() }) },
    responses: {
      204: { description: "It is good for nothing any more" },
      ...problems(...reads, "CSRF_REJECTED", "NOT_FOUND"),
    },
  }),
  endTokens: createRoute({
    operationId: "endTokens",
    method: "delete",
    path: `${base}/tokens`,
    tags,
    summary: "End every token of the account",
    description: "As endToken, all at once; also where there is none.",
    responses: {
      204: { description: "None is good any more" },
      ...problems(...reads, "CSRF_REJECTED"),
    },
  }),
  listMerges: createRoute({
    operationId: "listMerges",
    method: "get",
    path: `${base}/merges`,
    tags,
    summary:
      "Accounts that were taken into this one, and this browser's own that was taken elsewhere",
    description: "Of the last 30 days.",
    responses: { 200: json("The newest first", mergeList), ...problems(...reads) },
  }),
  undoMerge: createRoute({
    operationId: "undoMerge",
    method: "post",
    path: `${base}/merges/{merge_id}/undo`,
    tags,
    summary: "Give back what an account brought",
    description:
      "Within 30 days, by a browser of the account that was taken along, or by one of the account that has its sessions now. The sessions that it brought go back with all that was written in them since; those begun since stay. In a browser of the account that was taken along the answer's cookie is that account's again.",
    request: { params: z.object({ merge_id: z.uuid() }), ...body(emptyRequest) },
    responses: {
      200: json("Given back", returned),
      ...problems(...writes, "PHRASE_NEEDED"),
    },
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
  exportAccount: createRoute({
    operationId: "exportAccount",
    method: "get",
    path: `${base}/export`,
    tags,
    summary: "Take along all that is stored of the account",
    description:
      "A zip, made as it is read: account.json, and of every book its state, whole log, proposals and novel. What was deleted is not in it. One at a time (429); it is on the audit record.",
    responses: {
      200: {
        description: "The zip",
        headers: {
          "Content-Disposition": {
            description: "With a name in UTF-8",
            schema: { type: "string" as const },
          },
        },
        content: {
          "application/zip": { schema: z.string().meta({ format: "binary" }) },
        },
      },
      ...problems(...reads),
    },
  }),
  deleteAccount: createRoute({
    operationId: "deleteAccount",
    method: "delete",
    path: base,
    tags,
    summary: "Delete the account and all that it has",
    description:
      "Signed out everywhere at once; erased for good after DELETION_GRACE_DAYS (30). Until then signing in again at the provider, the recovery phrase, or the operator brings it back. In local mode a browser that joined by a code may not: PHRASE_NEEDED.",
    responses: {
      204: { description: "Deleted" },
      ...problems(...reads, "CSRF_REJECTED", "PHRASE_NEEDED"),
    },
  }),
} as const;
