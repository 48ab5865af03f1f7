/** The OpenAPI 3.1 document, from the routes and their zod models. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { ALL_ROUTES } from "../http/all-routes.ts";
import { STREAM_MODELS } from "../http/event-routes.ts";

/** What of the document differs from one studio to the next. */
export interface ServedBy {
  readonly cookieName: string;
  /** Absent: the document speaks of both modes. */
  readonly mode?: "local" | "oidc";
}

/**
 * The document that `GET /api/openapi.json` serves.
 * @param servedBy absent: a stand-in, as in the committed document
 */
export function openApiDocument(servedBy: ServedBy = { cookieName: "genesis_INSTALLATION" }) {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  for (const route of Object.values(ALL_ROUTES)) registry.registerPath(route);
  // meta() makes a new instance: one that was made before this library was loaded lacks its methods.
  for (const [id, model] of Object.entries(STREAM_MODELS))
    registry.register(id, model.meta({ id }));
  registry.registerComponent("securitySchemes", "account", {
    type: "apiKey",
    in: "cookie",
    name: servedBy.cookieName,
    description: "An account in a signed cookie; its name carries the installation's id.",
  });
  const hasBearer = servedBy.mode !== "local";
  if (hasBearer) {
    registry.registerComponent("securitySchemes", "bearer", {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
      description: "In oidc mode: an access token of the provider, meant for OIDC_AUDIENCE.",
    });
  }
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Genesis Studio",
      version: "1",
      description:
        "Set up a novel with an AI that proposes while the writer decides: concept, story, world, characters, plot outline. Errors are RFC 9457 problems.",
    },
    servers: [{ url: "/" }],
    security: [{ account: [] }, ...(hasBearer ? [{ bearer: [] }] : [])],
  });
}

/** The text of shared-types/http/openapi.generated.json. */
export function openApiJson(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}
