/** The studio's parts: edge, callback and relay in this process, the flow worker as its child. */
import { join } from "node:path";
import { Registry } from "prom-client";
import { readEdgeConfig } from "../../edge/config.ts";
import { startEdge } from "../../edge/start-edge.ts";
import type { DataDirectory } from "../lock/data-directory.ts";
import { createDiskWatch } from "./disk-watch.ts";
import { flowsWorker } from "../roles/flows-worker.ts";
import type { Lifetimes } from "./lifetimes.ts";
import type { BeatingPart } from "./parts.ts";
import { superviseChild } from "../processes/supervised-child.ts";
import { roleLog } from "../roles/role-log.ts";
import { type Environment, startCallbackRole, startRelayRole } from "../roles/roles.ts";
import type { StudioOutput } from "./servers.ts";

/** @returns the edge's address */
export async function startRoles(
  env: Environment,
  directory: Pick<DataDirectory, "path" | "logs" | "run">,
  lifetimes: Lifetimes,
  output: StudioOutput,
  starting: ReadonlySet<BeatingPart>,
): Promise<string> {
  const registry = new Registry();
  const surroundings = (role: string) => ({ registry, log: roleLog(directory.logs, role) });
  const disk = createDiskWatch(directory.path);
  disk.start();
  lifetimes.add("first", () => disk.stop());
  const edge = await startEdge(readEdgeConfig(env), {
    // What a killed studio said of its parts is no news of this one's.
    parts: () => ({
      ...disk.parts(),
      ...Object.fromEntries([...starting].map((part) => [part, { status: "starting" as const }])),
    }),
    metrics: [() => registry.metrics()],
    withProcessMetrics: true,
    log: roleLog(directory.logs, "edge"),
  });
  lifetimes.add("first", () => edge.stop());
  output.say(`Serving ${edge.url} while the rest starts`);
  output.say(`Flows run through Prefect at ${withoutCredentials(env["PREFECT_API_URL"] ?? "")}`);

  const callback = await startCallbackRole(env, surroundings("callback"));
  lifetimes.add("second", () => callback.stop());
  const relay = await startRelayRole(env, callback.handle, surroundings("relay"));
  lifetimes.add("first", () => relay.stop());
  const worker = await superviseChild({
    name: "The flow worker",
    // The studio serves health and metrics on its own port.
    spec: async () => ({
      ...flowsWorker(directory.path, { ...env, FLOWS_PORT: undefined }),
      logFile: join(directory.logs, "flows.log"),
      recordFile: join(directory.run, "flows.json"),
    }),
    onRestart: output.say,
  });
  lifetimes.add("first", () => worker.stop(2_500));
  return edge.url;
}

function withoutCredentials(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
