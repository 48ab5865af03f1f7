/** `deno task edge`: the same edge on Deno. */
import { EnvironmentError } from "#shared/environment.ts";
import { assembleEdge } from "./assemble.ts";
import { type EdgeConfig, readEdgeConfig } from "./config.ts";
import { createPrometheusMetrics } from "./metrics/prometheus.ts";
import { consoleLog } from "./console-log.ts";
import { createAssetReader } from "./pages/assets.ts";
import { openWebStream } from "./stream/web-sink.ts";

const UI_DIRECTORY = new URL("../ui/dist/", import.meta.url);

function configOrExit(): EdgeConfig {
  try {
    return readEdgeConfig(Deno.env.toObject());
  } catch (error) {
    console.error(error instanceof EnvironmentError ? error.message : error);
    Deno.exit(1);
  }
}

const config = configOrExit();
const edge = assembleEdge(config, {
  openStream: openWebStream,
  peerAddress(context) {
    // Deno.serve hands this to Hono as the context's environment.
    const info: Partial<Deno.ServeHandlerInfo<Deno.NetAddr>> = context.env;
    return info.remoteAddr?.hostname;
  },
  assets: createAssetReader(async (path) => {
    try {
      return await Deno.readFile(new URL(path, UI_DIRECTORY));
    } catch {
      return null;
    }
  }),
  metrics: createPrometheusMetrics({ withProcessMetrics: false, others: [] }),
  log: consoleLog,
  hostedParts: () => ({}),
});

const server = Deno.serve(
  {
    hostname: config.host,
    port: config.port,
    onListen: ({ hostname, port }) => console.log(`Edge ready: http://${hostname}:${port}`),
  },
  edge.app.fetch,
);
edge.start();

/** Deno waits for open requests by itself; streams are ended first, and the rest has 3 s. */
async function stop(): Promise<never> {
  await edge.closeStreams();
  await Promise.race([server.shutdown(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  await edge.stop();
  Deno.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void stop());
}
