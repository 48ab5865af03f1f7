/** Health and metrics of a role that is a process of its own. */
import { once } from "node:events";
import { type ServerResponse, createServer } from "node:http";
import { register } from "prom-client";
import { localUrl } from "./studio-config.ts";

export type RoleHealth =
  | { readonly status: "ok" | "degraded"; readonly detail: string }
  | { readonly status: "unavailable"; readonly detail: string };

export interface RoleServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface RoleServerOptions {
  readonly part: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Asked by every `ready`; 503 only where it says `unavailable`. */
  readonly health: () => Promise<RoleHealth>;
}

/**
 * Serves `GET /api/health/live`, `/api/health/ready` and `/metrics`.
 * @throws the listen error, EADDRINUSE among them
 */
export async function startRoleServer(options: RoleServerOptions): Promise<RoleServer> {
  const server = createServer((request, response) => {
    answer(options, request.url ?? "/", response).catch(() => response.writeHead(500).end());
  });
  server.listen(options.port, options.host);
  await once(server, "listening");
  const address = server.address();
  const port = address === null || typeof address === "string" ? options.port : address.port;
  return {
    url: localUrl(options.host, port),
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  options: RoleServerOptions,
  url: string,
  response: ServerResponse,
): Promise<void> {
  const json = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const path = url.split("?", 1)[0];
  if (path === "/api/health/live") {
    json(200, { status: "ok" });
  } else if (path === "/api/health/ready") {
    const health = await options.health();
    json(health.status === "unavailable" ? 503 : 200, {
      status: health.status,
      parts: { [options.part]: health },
    });
  } else if (path === "/metrics") {
    response.writeHead(200, { "content-type": register.contentType });
    response.end(await register.metrics());
  } else {
    json(404, {});
  }
}
