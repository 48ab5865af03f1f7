/**
 * An edge for a test: on a free port, on the database that is given, and silent. On Node in the
 * test's own process; on Deno, where the test runs for that, as a process of its own.
 */
import { join } from "node:path";
import type { EdgeConfig } from "../../../edge/config.ts";
import { type EdgeOptions, type StartedEdge, startEdge } from "../../../edge/start-edge.ts";
import { denoPermissions } from "../../provision/deno-permissions.ts";
import { denoProgram, edgeRuntime } from "../../provision/edge.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";

export const silent = { info: () => {}, warn: () => {}, error: () => {} };

export function startTestEdge(
  databaseUrl: string,
  config: Partial<EdgeConfig> = {},
  options: Partial<EdgeOptions> = {},
): Promise<StartedEdge> {
  const whole = edgeConfig(databaseUrl, config);
  return edgeRuntime === "deno"
    ? startOnDeno(whole, options)
    : startEdge(whole, { log: silent, withProcessMetrics: true, ...options });
}

/** Parts are those of the start. */
async function startOnDeno(
  config: EdgeConfig,
  options: Partial<EdgeOptions>,
): Promise<StartedEdge> {
  const given = {
    config,
    uiDirectory: options.uiDirectory ?? null,
    parts: options.parts?.() ?? {},
    bodyDeadlineMs: options.bodyDeadlineMs ?? null,
    stallMs: options.stallMs ?? null,
  };
  const started = await startProcess({
    command: denoProgram,
    args: [
      "run",
      ...denoPermissions(),
      ...(given.uiDirectory === null ? [] : [`--allow-read=${given.uiDirectory}`]),
      join("tests", "provision", "deno-edge.ts"),
      JSON.stringify(given),
    ],
    env: plainEnvironment(),
    readyLine: /^Edge ready: (\S+)$/m,
    readyWithinMs: 60_000,
  });
  return {
    url: started.ready[1] ?? "",
    async stop() {
      const code = await started.process.stop("SIGTERM");
      if (code !== 0) throw new Error(`the edge ended with ${code}: ${started.process.output()}`);
    },
  };
}

function edgeConfig(databaseUrl: string, extra: Partial<EdgeConfig>): EdgeConfig {
  return {
    host: "127.0.0.1",
    port: 0,
    publicUrl: null,
    databaseUrl,
    databaseDirectUrl: databaseUrl,
    limits: null,
    trustedProxies: [],
    allowedHosts: null,
    securityContact: null,
    oidc: null,
    secrets: ["a-secret-for-the-tests"],
    modelEndpoints: { kind: "any" },
    graceDays: 30,
    ...extra,
  };
}
