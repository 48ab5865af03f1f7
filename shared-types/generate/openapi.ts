/** The OpenAPI 3.1 document, from the routes and their zod models. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { ALL_ROUTES } from "../all-routes.ts";

/** The document that `GET /api/openapi.json` serves. */
export function openApiDocument() {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  for (const route of Object.values(ALL_ROUTES)) registry.registerPath(route);
  registry.registerComponent("securitySchemes", "account", {
    type: "apiKey",
    in: "cookie",
    name: "genesis_…",
    description: "An account in a signed cookie; its name carries the installation's id.",
  });
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "In oidc mode: an access token of the provider, meant for OIDC_AUDIENCE.",
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Genesis Studio",
      version: "1",
      description:
        "Set up a novel with an AI that proposes while the writer decides: concept, story, world, characters, plot outline. Errors are RFC 9457 problems.",
    },
    servers: [{ url: "/" }],
    security: [{ account: [] }, { bearer: [] }],
  });
}

/** The text of shared-types/openapi.generated.json. */
export function openApiJson(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}
