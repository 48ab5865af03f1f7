/**
 * The route is the validator: query, headers and body are parsed by the schemas that the OpenAPI
 * document shows, and a handler gets what they parsed by Hono's own `c.req.valid`. One answer names
 * everything that is wrong. A path's malformed id is no issue but a 404, which comes later (path-id.ts).
 */
import type { HonoRequest, MiddlewareHandler } from "hono";
import type { Context, Input } from "hono";
import type { z } from "@hono/zod-openapi";
import type { Issue } from "#shared/http/http.ts";
import type { EdgeEnv } from "./context.ts";
import { issuesOf } from "../http/issues.ts";
import { validationFailed } from "../http/problem.ts";

/** What of a route of shared-types says how its requests are parsed. */
export interface RequestSchemas {
  /** Shown alone: see path-id.ts. */
  readonly params?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: {
    readonly content: {
      readonly "application/json"?: { readonly schema: z.ZodType };
      /** A file, which its own middleware takes (upload.ts). */
      readonly "multipart/form-data"?: { readonly schema: z.ZodType };
    };
  };
}

export interface ApiRoute {
  readonly method: string;
  readonly operationId?: string;
  getRoutingPath(): string;
  readonly request?: RequestSchemas;
}

type Parsed<R> = (R extends { request: { query: infer Q extends z.ZodType } }
  ? { query: z.output<Q> }
  : unknown) &
  (R extends { request: { headers: infer H extends z.ZodType } }
    ? { header: z.output<H> }
    : unknown) &
  (R extends {
    request: { body: { content: { "application/json": { schema: infer B extends z.ZodType } } } };
  }
    ? { json: z.output<B> }
    : unknown);

interface ParsedInput<R> extends Input {
  readonly out: Parsed<R> & {};
}

/** What a handler of that route gets. */
export type RouteContext<R extends ApiRoute> = Context<EdgeEnv, string, ParsedInput<R>>;

/** @param route whose body, where it has one, was read by jsonBody */
export function validRequest<R extends ApiRoute>(
  route: R,
): MiddlewareHandler<EdgeEnv, string, ParsedInput<R>> {
  const { query, headers, body } = route.request ?? {};
  return async (c, next) => {
    const issues: Issue[] = [];
    const take = (target: "query" | "header" | "json", schema: z.ZodType, sent: unknown) => {
      const parsed = schema.safeParse(sent);
      if (!parsed.success) issues.push(...issuesOf(parsed.error).map(told[target]));
      else if (isObject(parsed.data)) c.req.addValidatedData(target, parsed.data);
    };
    if (query !== undefined) take("query", query, sentQuery(c.req));
    if (headers !== undefined) take("header", headers, sentHeaders(c.req, headers));
    const json = body?.content["application/json"];
    if (json !== undefined) take("json", json.schema, c.var.body);
    return issues.length > 0 ? validationFailed(issues) : next();
  };
}

/** As the contract names places: `?name`, a header by its name, a body's by a JSON Pointer. */
const told = {
  query: ({ path, message }: Issue) => ({ path: `?${path.slice(1)}`, message }),
  header: ({ path, message }: Issue) => ({ path: path.slice(1), message }),
  json: (issue: Issue) => issue,
} as const;

/** A parameter that is given several times is an array. */
function sentQuery(request: HonoRequest): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(request.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

/** Names are not case-sensitive; the schema's spelling is the contract's. */
function sentHeaders(request: HonoRequest, schema: z.ZodObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, request.header(name)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
