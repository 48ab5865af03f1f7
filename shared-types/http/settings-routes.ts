/** The routes of a writer's own settings as OpenAPI operations. */
import { createRoute, type z } from "@hono/zod-openapi";
import { API_BASE } from "./http.ts";
import { json, problems } from "./route-parts.ts";
import {
  modelSettings,
  modelSettingsRequest,
  modelTest,
  modelTestRequest,
  modelUsage,
} from "../model/model-settings.ts";

const path = `${API_BASE}/settings/model`;
const tags = ["Settings"];

const reads = ["UNAUTHENTICATED", "RATE_LIMITED", "UNAVAILABLE"] as const;
const changes = [...reads, "CSRF_REJECTED"] as const;
const writes = [
  ...changes,
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "MALFORMED_JSON",
  "VALIDATION_FAILED",
] as const;

function body<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

export const SETTINGS_ROUTES = {
  getModelSettings: createRoute({
    operationId: "getModelSettings",
    method: "get",
    path,
    tags,
    summary: "The model that writes for this account",
    description: "The writer's own, else the operator's, else the sample generator.",
    responses: { 200: json("What is used", modelSettings), ...problems(...reads) },
  }),
  putModelSettings: createRoute({
    operationId: "putModelSettings",
    method: "put",
    path,
    tags,
    summary: "Use a model of one's own",
    description:
      "The address is taken in any form and kept in one. The key is encrypted and never sent back; without `api_key` the stored one stays, as long as the host does. Where a writer may point it is the operator's to say.",
    request: body(modelSettingsRequest),
    responses: { 200: json("What is used from now on", modelSettings), ...problems(...writes) },
  }),
  deleteModelSettings: createRoute({
    operationId: "deleteModelSettings",
    method: "delete",
    path,
    tags,
    summary: "Forget the own model and its key",
    responses: { 200: json("What is used from now on", modelSettings), ...problems(...changes) },
  }),
  getModelUsage: createRoute({
    operationId: "getModelUsage",
    method: "get",
    path: `${path}/usage`,
    tags,
    summary: "What models took and cost, by month and model",
    description: "Every call of this account's, failed ones too, newest month first.",
    responses: { 200: json("By month and model", modelUsage), ...problems(...reads) },
  }),
  testModelSettings: createRoute({
    operationId: "testModelSettings",
    method: "post",
    path: `${path}/test`,
    tags,
    summary: "Try an endpoint with real calls",
    description:
      "Stores nothing. Each step has its words in the language of Accept-Language. Without `api_key` the stored key is used, where the host is the stored one.",
    request: body(modelTestRequest),
    responses: { 200: json("What was found", modelTest), ...problems(...writes) },
  }),
} as const;
