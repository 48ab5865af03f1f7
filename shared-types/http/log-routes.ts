/** The log that a writer takes away, and the session that is made of one (docs/log.md). */
import { createRoute, z } from "@hono/zod-openapi";
import { json, problems } from "./route-parts.ts";
import { API_BASE } from "./http.ts";
import { uuid } from "../formats.ts";
import { sessionState } from "../session/state.ts";

export const LOG_MEDIA_TYPE = "application/jsonl";

/** A log that is brought has at most this many bytes. */
export const MAX_LOG_BYTES = 16 * 1024 * 1024;

export const LOG_ROUTES = {
  exportLog: createRoute({
    operationId: "exportLog",
    method: "get",
    path: `${API_BASE}/sessions/{session_id}/log`,
    tags: ["Events"],
    summary: "Take the whole log away, as a file that anyone can verify",
    description:
      "Lines of JSON: a header with the format's version and the schemas of the contents, then every event with its hash and the hash before it, as it was written. `npm run verify -- FILE` checks one, and docs/log.md says how to do so without this studio.",
    request: { params: z.object({ session_id: uuid }) },
    responses: {
      200: {
        description: "The log",
        headers: {
          "Content-Disposition": {
            description: "With a name in UTF-8",
            schema: { type: "string" as const },
          },
        },
        content: { [LOG_MEDIA_TYPE]: { schema: z.string() } },
      },
      ...problems("UNAUTHENTICATED", "RATE_LIMITED", "NOT_FOUND", "UNAVAILABLE"),
    },
  }),
  importLog: createRoute({
    operationId: "importLog",
    method: "post",
    path: `${API_BASE}/sessions/import`,
    tags: ["Sessions"],
    summary: "Make a session of a log that was taken away",
    description:
      "An equal session of the caller's account: the same state and novel, under new ids. The file's chain must hold, and nothing in it is trusted: each event is checked by its schema, and what is refused is named by its line. What was being generated where the log ends has failed, and can be asked for again. At most 16 MiB and 20,000 events; one at a time (429).",
    request: {
      body: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: z.object({ file: z.string().meta({ format: "binary" }) }),
          },
        },
      },
    },
    responses: {
      201: {
        ...json("The state of the new session", sessionState),
        headers: { Location: { schema: { type: "string" as const } } },
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
        "UNAVAILABLE",
      ),
    },
  }),
} as const;
