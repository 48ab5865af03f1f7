/** The Model Context Protocol's one route, at the root and below the API's base. */
import { createRoute, z } from "@hono/zod-openapi";
import { API_BASE } from "./http.ts";
import { problems } from "./route-parts.ts";

/** A message of JSON-RPC; what it says is the protocol's to judge. */
const message = z.looseObject({ jsonrpc: z.literal("2.0") }).meta({ id: "McpMessage" });

const shared = {
  method: "post" as const,
  tags: ["MCP"],
  description:
    "Streamable HTTP without sessions, for a program that comes with a token of the account (docs/mcp.md). Its tools read and propose over this API; none confirms.",
  request: { body: { required: true, content: { "application/json": { schema: message } } } },
  responses: {
    200: {
      description: "The protocol's answer",
      content: {
        "application/json": { schema: message },
        "text/event-stream": { schema: z.string() },
      },
    },
    202: { description: "A notification was taken" },
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
};

export const MCP_ROUTES = {
  mcp: createRoute({
    ...shared,
    operationId: "mcp",
    path: "/mcp",
    summary: "The Model Context Protocol",
  }),
  mcpBelowBase: createRoute({
    ...shared,
    operationId: "mcpBelowBase",
    path: `${API_BASE}/mcp`,
    summary: "The same, for a client that knows the API's base alone",
  }),
} as const;
