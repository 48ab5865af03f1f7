/** The edge on Deno: as a process of its own (deno.ts). */
import { inTime } from "#runtime/work/in-time.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { assembleEdge } from "./assemble.ts";
import type { EdgeConfig } from "./config.ts";
import { consoleLog } from "./console-log.ts";
import type { HostedParts } from "./requests/context.ts";
import { createPrometheusMetrics } from "./metrics/prometheus.ts";
import { createAssetReader } from "./pages/assets.ts";
import { openWebStream } from "./stream/web-sink.ts";

export interface DenoEdgeOptions {
  /** The built interface; absent: ui/dist of this repository. */
  readonly uiDirectory?: URL;
  /** What the hosting process knows of its parts: asked at each page and at /api/health/ready. */
  readonly parts?: () => HostedParts;
  /** For a JSON body, first byte to last; absent: a figure for slow lines. */
  readonly bodyDeadlineMs?: number;
  /** How long a reader may take nothing of an answer; absent: 30 s. */
  readonly stallMs?: number;
}

export interface StartedDenoEdge extends Stoppable {
  /** Where it listens, with the port that it got. */
  readonly url: string;
}

const STOP_TIMEOUT_MS = 3_000;
/** As start-edge.ts has it. */
const LISTEN_BACKLOG = 4_096;

/** @throws where the port is taken */
export function startDenoEdge(config: EdgeConfig, options: DenoEdgeOptions = {}): StartedDenoEdge {
  const directory = options.uiDirectory ?? new URL("../ui/dist/", import.meta.url);
  const edge = assembleEdge(config, {
    openStream: openWebStream,
    cut: null,
    peerAddress(context) {
      // Deno.serve hands this to Hono as the context's environment.
      const info: Partial<Deno.ServeHandlerInfo<Deno.NetAddr>> = context.env;
      return info.remoteAddr?.hostname;
    },
    assets: createAssetReader(async (path) => {
      try {
        return await Deno.readFile(new URL(path, directory));
      } catch {
        return null;
      }
    }),
    metrics: createPrometheusMetrics({ withProcessMetrics: false, others: [] }),
    log: consoleLog,
    hostedParts: options.parts ?? (() => ({})),
    ...(options.stallMs === undefined ? {} : { stallMs: options.stallMs }),
    ...(options.bodyDeadlineMs === undefined ? {} : { bodyDeadlineMs: options.bodyDeadlineMs }),
  });
  const server = Deno.serve(
    {
      hostname: config.host,
      port: config.port,
      tcpBacklog: LISTEN_BACKLOG,
      onListen: () => {},
    },
    edge.app.fetch,
  );
  edge.start();
  const { hostname, port } = server.addr;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`,
    /** Deno waits for open requests by itself; streams are ended first, and the rest has 3 s. */
    async stop() {
      const closed = server.shutdown();
      await edge.closeStreams();
      await inTime(closed, STOP_TIMEOUT_MS);
      await edge.stop();
    },
  };
}
