/**
 * The edge: as a process of its own, on Node (node.ts) or Deno (deno.ts), or inside the one of
 * `npm start`. Both runtimes serve by node:http: a reader of Deno.serve takes five times as much, since
 * each body that is a ReadableStream has a ring of 1,024 buffers there.
 */
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type HttpBindings, RequestError, getRequestListener } from "@hono/node-server";
import type { Context } from "hono";
import { assembleEdge } from "./assemble.ts";
import type { EdgeConfig } from "./config.ts";
import type { HostedParts } from "./requests/context.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { errorCode } from "#runtime/postgres/failure.ts";
import type { Log } from "./log.ts";
import { answerClientErrors } from "./http/client-errors.ts";
import { boundConnections } from "./http/connections.ts";
import { trustedProxies } from "./http/trusted-proxies.ts";
import { refuseForeignHosts } from "./http/foreign-hosts.ts";
import { closeLingering } from "./http/lingering-close.ts";
import { problem } from "./http/problem.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { createPrometheusMetrics } from "./metrics/prometheus.ts";
import { createAssetReader } from "./pages/assets.ts";
import { nodeStreamOpener } from "./stream/node-sink.ts";

export interface EdgeOptions {
  /** What the hosting process knows of its parts: asked at each page and at /api/health/ready. */
  readonly parts?: () => HostedParts;
  /** Prometheus expositions of other roles in this process, served along at /metrics. */
  readonly metrics?: readonly (() => Promise<string>)[];
  readonly log: Log;
  /** Memory, processor and event loop at /metrics; off where the runtime's permissions do not show them. */
  readonly withProcessMetrics: boolean;
  /** For a JSON body, first byte to last; absent: a figure for slow lines. */
  readonly bodyDeadlineMs?: number;
  /** How long a reader may take nothing of an answer; absent: 30 s. */
  readonly stallMs?: number;
  /** The built interface; absent: ui/dist of this repository. */
  readonly uiDirectory?: string;
}

export interface StartedEdge extends Stoppable {
  /** Where it listens, with the port that it got. */
  readonly url: string;
}

/** For the head of a request. */
const HEADERS_TIMEOUT_MS = 15_000;
/** A connection on which nothing goes either way; streams have a comment every 15 s. */
const SILENCE_TIMEOUT_MS = 30_000;
/**
 * A connection between two requests: longer than a client is busy elsewhere, so that few send a request
 * into a connection that is just being closed.
 */
const KEEP_ALIVE_MS = 20_000;
/** Connections that are still busy then are cut. */
const STOP_TIMEOUT_MS = 3_000;

/**
 * Connections that the kernel holds until they are accepted. Node's 511 overflow when a thousand
 * readers come back within a second, and one that is dropped tries again after 1, 3, 7 and 15 s.
 */
const LISTEN_BACKLOG = 4_096;

/** @throws where the port is taken */
export async function startEdge(config: EdgeConfig, options: EdgeOptions): Promise<StartedEdge> {
  const edge = assembleEdge(config, {
    openStream: nodeStreamOpener(outgoingOf),
    peerAddress: remoteAddressOf,
    cut: (context) => void outgoingOf(context).destroy(),
    assets: createAssetReader(fileReader(options.uiDirectory ?? defaultUiDirectory())),
    metrics: createPrometheusMetrics({
      withProcessMetrics: options.withProcessMetrics,
      others: options.metrics ?? [],
    }),
    log: options.log,
    hostedParts: options.parts ?? (() => ({})),
    ...(options.stallMs === undefined ? {} : { stallMs: options.stallMs }),
    ...(options.bodyDeadlineMs === undefined ? {} : { bodyDeadlineMs: options.bodyDeadlineMs }),
  });
  const listener = getRequestListener(edge.app.fetch, {
    // For a probe without one; whoever else names none was refused before.
    hostname: "localhost",
    errorHandler: (error) =>
      problem(
        error instanceof RequestError ? "MALFORMED_REQUEST" : "INTERNAL",
        {},
        securityHeaders(edge.place.isHttps),
      ),
  });
  const server = createServer(
    // A missing Host has an answer of its own.
    { headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false },
    refuseForeignHosts(
      edge.allowedHosts,
      (request, response) => void listener(request, response),
      edge.place,
    ),
  );
  server.timeout = SILENCE_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  if (config.limits !== null) {
    const trusted = trustedProxies(config.trustedProxies);
    boundConnections(server, config.limits.openConnections, trusted);
  }
  answerClientErrors(server);
  closeLingering(server);
  const port = await listen(server, config);
  edge.start();
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await edge.closeStreams();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS);
      await closed;
      clearTimeout(cut);
      await edge.stop();
    },
  };
}

async function listen(server: Server, config: EdgeConfig): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const { port, host } = config;
    server.listen({ port, host, backlog: LISTEN_BACKLOG }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : config.port;
}

/** Hono's context does not know its runtime; the adapter above put node:http's response there. */
function outgoingOf(context: Context): ServerResponse {
  const bindings: Partial<HttpBindings> = context.env;
  if (bindings.outgoing === undefined) throw new TypeError("not served by node:http");
  return bindings.outgoing;
}

function remoteAddressOf(context: Context): string | undefined {
  const bindings: Partial<HttpBindings> = context.env;
  return bindings.incoming?.socket.remoteAddress;
}

function defaultUiDirectory(): string {
  return fileURLToPath(new URL("../ui/dist/", import.meta.url));
}

function fileReader(directory: string) {
  return async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    try {
      return new Uint8Array(await readFile(join(directory, path)));
    } catch (error) {
      if (["ENOENT", "EISDIR", "ENOTDIR"].includes(errorCode(error) ?? "")) return null;
      throw error;
    }
  };
}
