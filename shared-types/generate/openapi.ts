/** The OpenAPI 3.1 document, from the routes and their zod models. */
import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
