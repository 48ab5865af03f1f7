/** The routes of a session's materials as OpenAPI operations. */
import { createRoute, z } from "@hono/zod-openapi";
import { API_BASE } from "./http.ts";
import { json, problems } from "./route-parts.ts";
import {
  encoding,
  material,
  materialList,
  materialMapRequest,
  materialText,
} from "../material/material.ts";
import { sectionId } from "../material/section-id.ts";
import { after, before, limit } from "./parameters.ts";
import { uuid } from "../formats.ts";

const path = `${API_BASE}/sessions/{session_id}/materials`;
const one = `${path}/{material_id}`;
const tags = ["Materials"];
const session = z.object({ session_id: uuid });
const ofSession = z.object({ session_id: uuid, material_id: uuid });

const reads = ["UNAUTHENTICATED", "RATE_LIMITED", "NOT_FOUND", "UNAVAILABLE"] as const;
const changes = [...reads, "CSRF_REJECTED"] as const;
const writes = [
  ...changes,
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "MALFORMED_JSON",
  "VALIDATION_FAILED",
] as const;

/** A form with one file. What else is in it is not read. */
const upload = z
  .object({
    file: z
      .string()
      .meta({ format: "binary", description: "At most 10 MiB; its name's ending helps" }),
    encoding: encoding.optional(),
  })
  .meta({ id: "MaterialUpload" });

export const MATERIAL_ROUTES = {
  addMaterial: createRoute({
    operationId: "addMaterial",
    method: "post",
    path,
    tags,
    summary: "Bring one's own material",
    description:
      "Markdown, text, DOCX, EPUB, or a zip of Markdown. It is kept word for word, and answered with the map of its sections, each with where it would go; nothing is placed by that. Without `encoding` it is recognised by the bytes. A file that cannot be taken whole is refused: 415 where it is of no such kind, 413 where it unpacks to too much, 422 otherwise, each with an issue that says what to do, and its `reason`.",
    request: {
      params: session,
      body: { required: true, content: { "multipart/form-data": { schema: upload } } },
    },
    responses: { 201: json("The material and its map", material), ...problems(...writes) },
  }),
  listMaterials: createRoute({
    operationId: "listMaterials",
    method: "get",
    path,
    tags,
    summary: "A session's materials, newest first",
    request: { params: session, query: z.object({ limit, before }) },
    responses: {
      200: json("A page of materials", materialList),
      ...problems(...reads, "VALIDATION_FAILED"),
    },
  }),
  getMaterial: createRoute({
    operationId: "getMaterial",
    method: "get",
    path: one,
    tags,
    summary: "A material's map",
    request: { params: ofSession },
    responses: { 200: json("The material and its map", material), ...problems(...reads) },
  }),
  getMaterialText: createRoute({
    operationId: "getMaterialText",
    method: "get",
    path: `${one}/text`,
    tags,
    summary: "A material's text, word for word",
    description:
      "At most 262,144 characters at a time, from the character `after` on; of one section with `section_id`.",
    request: {
      params: ofSession,
      query: z.object({ section_id: sectionId.optional(), after }),
    },
    responses: {
      200: json("A piece of the text", materialText),
      ...problems(...reads, "VALIDATION_FAILED"),
    },
  }),
  getMaterialFile: createRoute({
    operationId: "getMaterialFile",
    method: "get",
    path: `${one}/file`,
    tags,
    summary: "A material's file as it came, byte for byte",
    request: { params: ofSession },
    responses: {
      200: {
        description: "The file",
        content: {
          "application/octet-stream": { schema: z.string().meta({ format: "binary" }) },
        },
      },
      ...problems(...reads),
    },
  }),
  mapMaterial: createRoute({
    operationId: "mapMaterial",
    method: "put",
    path: `${one}/map`,
    tags,
    summary: "Correct where sections would go",
    request: {
      params: ofSession,
      body: { required: true, content: { "application/json": { schema: materialMapRequest } } },
    },
    responses: { 200: json("The material and its map", material), ...problems(...writes) },
  }),
  removeMaterial: createRoute({
    operationId: "removeMaterial",
    method: "delete",
    path: one,
    tags,
    summary: "Take a material away",
    description: "Its text and its file are erased at once; what was placed from it stays.",
    request: { params: ofSession },
    responses: { 204: { description: "Gone" }, ...problems(...changes) },
  }),
} as const;
