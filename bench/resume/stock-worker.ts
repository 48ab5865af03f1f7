/**
 * Prefect's stock worker at its default settings: a process worker with a work pool of its own,
 * which the deployment points to while the sessions to measure begin. Their runs stay in that pool.
 */
import { join } from "node:path";
import { z } from "zod";
import { flowsWorker } from "../../local/roles/flows-worker.ts";
import { askPrefect } from "../../tests/provision/prefect-api.ts";
import {
  type StartedProcess,
  plainEnvironment,
  startProcess,
} from "../../tests/provision/processes.ts";
import type { Studio } from "../../tests/provision/studio.ts";

const POOL = "stock";
const deployment = z.looseObject({ id: z.uuid() });
const run = z.looseObject({ work_pool_name: z.string().nullable() });

export interface StockWorker {
  /** Has runs that are made from now on go to this worker; the studio's own takes that back soon. */
  claimDeployment(): Promise<void>;
  /** Whether that run is this worker's. */
  hasRun(flowRunId: string): Promise<boolean>;
  stop(): Promise<void>;
}

export async function startStockWorker(studio: Studio): Promise<StockWorker> {
  const access = await studio.prefect();
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await askPrefect(access, path, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.status === 204 ? null : response.json();
  };
  const { command, cwd, env } = flowsWorker(studio.dataDirectory, {
    ...plainEnvironment(),
    DATABASE_URL: await studio.databaseUrl(),
    PREFECT_API_URL: access.apiUrl,
    PREFECT_API_AUTH_STRING: access.authString ?? undefined,
  });
  const { process: worker }: { process: StartedProcess } = await startProcess({
    command,
    args: ["-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"],
    env,
    cwd: cwd ?? join(studio.dataDirectory),
    readyLine: /Worker .* started!/,
    readyWithinMs: 60_000,
  });
  return {
    claimDeployment: async () => {
      const { id } = deployment.parse(await ask("GET", "/deployments/name/genesis/genesis"));
      await ask("PATCH", `/deployments/${id}`, { work_pool_name: POOL });
    },
    hasRun: async (flowRunId) =>
      run.parse(await ask("GET", `/flow_runs/${flowRunId}`)).work_pool_name === POOL,
    stop: async () => {
      await worker.stop("SIGTERM");
    },
  };
}
