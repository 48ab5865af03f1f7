/** What is made of a finished book: a file to take along, the next book. As OpenAPI operations. */
import { createRoute, z } from "@hono/zod-openapi";
import { bible } from "../series/bible.ts";
import { stageName } from "../words.ts";
import { API_BASE, createSessionRequest } from "./http.ts";
import { json, problems } from "./route-parts.ts";
import { edition, idempotencyHeaders, queryText } from "./parameters.ts";
import { uuid } from "../formats.ts";
import { sessionState } from "../session/state.ts";

/** What a novel can be taken along as. */
export const EXPORT_FORMATS = ["markdown", "obsidian", "docx", "epub", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const asked = z.enum(["true", "false"]).optional();
const file = z.string().openapi({ format: "binary" });

const exportQuery = z
  .object({
    format: z.enum(EXPORT_FORMATS),
    edition,
    /** One stage alone. */
    stage: stageName.optional(),
    /** One chapter's packet, by the chapter's id: only what is known by then. */
    chapter: queryText(200).optional(),
    /** The writer's own words and what was decided on the book's questions; absent: with them. */
    brief: asked,
    /** Where each text is from; samples are labelled in any case. */
    provenance: asked,
    checks: asked,
  })
  .refine(({ stage, chapter }) => stage === undefined || chapter === undefined, {
    path: ["chapter"],
    message: "is given beside a stage: one of both",
  });

export const NOVEL_ROUTES = {
  beginSequel: createRoute({
    operationId: "beginSequel",
    method: "post",
    path: `${API_BASE}/novels/{novel_id}/sequels`,
    tags: ["Novels"],
    summary: "Begin the next book of the same world",
    description:
      "A new session, the next of the novel's series. It begins with this book's world and cast as drafts of their stages: what is canon is locked until the writer unlocks it, and what changes between the books is asked as the stages' questions. What came before is in the brief's notes, which the writer may change. Without a language the book's own.",
    request: {
      params: z.object({ novel_id: uuid }),
      headers: idempotencyHeaders,
      body: { required: true, content: { "application/json": { schema: createSessionRequest } } },
    },
    responses: {
      201: {
        ...json("The session's state", sessionState),
        headers: {
          Location: { description: "The session's state", schema: { type: "string" as const } },
        },
      },
      ...problems(
        "UNAUTHENTICATED",
        "CSRF_REJECTED",
        "UNSUPPORTED_MEDIA_TYPE",
        "PAYLOAD_TOO_LARGE",
        "REQUEST_TIMEOUT",
        "MALFORMED_JSON",
        "VALIDATION_FAILED",
        "RATE_LIMITED",
        "NOT_FOUND",
        "IDEMPOTENCY_KEY_REUSED",
        "UNAVAILABLE",
      ),
    },
  }),
  getBible: createRoute({
    operationId: "getBible",
    method: "get",
    path: `${API_BASE}/novels/{novel_id}/bible`,
    tags: ["Novels"],
    summary: "The bible of the novel's series",
    description:
      "Read from the newest edition of each finished book: every person, place, rule and the rest of the world, from which book on it is true, in which books it is, and where a book has it otherwise. Of a novel without a series that of this book.",
    request: { params: z.object({ novel_id: uuid }) },
    responses: {
      200: json("The bible", bible),
      ...problems("UNAUTHENTICATED", "RATE_LIMITED", "NOT_FOUND", "UNAVAILABLE"),
    },
  }),
  exportNovel: createRoute({
    operationId: "exportNovel",
    method: "get",
    path: `${API_BASE}/novels/{novel_id}/export`,
    tags: ["Novels"],
    summary: "A novel as a file to take along",
    description:
      "In the book's language: the whole book, one `stage`, or one `chapter`'s packet. `obsidian` is a zip of linked notes; the JSON follows the schema at `/api/schemas/novel-file.schema.json`. The file's name is in UTF-8.",
    request: { params: z.object({ novel_id: uuid }), query: exportQuery },
    responses: {
      200: {
        description: "The file",
        content: {
          "text/markdown": { schema: z.string() },
          "application/zip": { schema: file },
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
            schema: file,
          },
          "application/epub+zip": { schema: file },
          "application/json": { schema: z.looseObject({ $schema: z.string() }) },
        },
      },
      ...problems(
        "UNAUTHENTICATED",
        "VALIDATION_FAILED",
        "RATE_LIMITED",
        "NOT_FOUND",
        "UNAVAILABLE",
      ),
    },
  }),
} as const;
