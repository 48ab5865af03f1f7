/** Health and metrics of a role that is a process of its own. */
import { once } from "node:events";
import { type ServerResponse, createServer } from "node:http";
import type { Registry } from "prom-client";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { databaseFault, databaseProblem } from "#runtime/postgres/database-fault.ts";
import { type ServiceDatabase, createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { type PartName, type Readiness, partHealthOf } from "#shared/http/http.ts";
import { localUrl } from "../processes/local-url.ts";

export interface RoleServer extends Stoppable {
  readonly url: string;
}

export interface RoleServerOptions {
  /** As its heartbeats name it. */
  readonly part: PartName;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly registry: Registry;
  /** Where the heartbeats are; a direct URL. */
  readonly databaseUrl: string;
}

/**
 * Serves `GET /api/health/live`, `/api/health/ready` and `/metrics`.
 * @throws the listen error, EADDRINUSE among them
 */
export async function startRoleServer(options: RoleServerOptions): Promise<RoleServer> {
  const database = createServiceDatabase({
    url: options.databaseUrl,
    applicationName: `genesis ${options.part} health`,
    maxConnections: 1,
    deadlineMs: 2_000,
    lockTimeoutMs: 1_000,
  });
  const server = createServer((request, response) => {
    answer(options, database, request.url ?? "/", response).catch(() =>
      response.writeHead(500).end(),
    );
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
      await database.stop();
    },
  };
}

async function answer(
  options: RoleServerOptions,
  database: ServiceDatabase,
  url: string,
  response: ServerResponse,
): Promise<void> {
  const json = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const path = url.split("?", 1)[0];
  if (path === "/api/health/live") {
    json(200, { status: "ok" });
  } else if (path === "/api/health/ready") {
    const { isServing, readiness } = await partReadiness(database, options.part);
    json(isServing ? 200 : 503, readiness);
  } else if (path === "/metrics") {
    response.writeHead(200, { "content-type": options.registry.contentType });
    response.end(await options.registry.metrics());
  } else {
    json(404, {});
  }
}

/** As the edge answers it, for the one part: not serving only while PostgreSQL does not. */
async function partReadiness(
  database: ServiceDatabase,
  part: PartName,
): Promise<{ isServing: boolean; readiness: Readiness }> {
  const unseen = { detail: null, seen_at: null } as const;
  try {
    const all = await database.call("parts");
    const seen = partHealthOf(
      all[part] ?? { status: "starting", problem: "NO_HEARTBEAT", ...unseen },
    );
    const own = partHealthOf(all["database"] ?? { status: "ok", ...unseen });
    const status = own.status === "ok" ? seen.status : own.status;
    return { isServing: true, readiness: { status, parts: { database: own, [part]: seen } } };
  } catch (error) {
    const away = partHealthOf({
      status: "degraded",
      problem: databaseProblem(error),
      detail: databaseFault(error) ?? "no answer",
      seen_at: null,
    });
    return { isServing: false, readiness: { status: "degraded", parts: { database: away } } };
  }
}
