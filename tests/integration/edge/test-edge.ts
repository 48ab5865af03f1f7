/** An edge in the test's own process: on a free port, on the database that is given, and silent. */
import type { EdgeConfig } from "../../../edge/config.ts";
import { type EdgeOptions, type StartedEdge, startEdge } from "../../../edge/start-edge.ts";

export const silent = { info: () => {}, warn: () => {}, error: () => {} };

export function startTestEdge(
  databaseUrl: string,
  config: Partial<EdgeConfig> = {},
  options: EdgeOptions = {},
): Promise<StartedEdge> {
  return startEdge(edgeConfig(databaseUrl, config), { log: silent, ...options });
}

function edgeConfig(databaseUrl: string, extra: Partial<EdgeConfig>): EdgeConfig {
  return {
    host: "127.0.0.1",
    port: 0,
    publicUrl: null,
    databaseUrl,
    databaseDirectUrl: databaseUrl,
    oidc: null,
    ...extra,
  };
}
