/**
 * Looks whether a run that is started now would be taken up: the deployment, its work pool and queue,
 * and who asks for runs. Prefect's health alone says nothing of them.
 */
import { z } from "zod";
import type { HealthProblem } from "#shared/http/health-problems.ts";
import { type Away, type PrefectRequest, unexpected } from "./prefect-http.ts";

export interface PrefectWatch {
  /** What keeps runs from being taken up; null where nothing does. */
  look(): Promise<HealthProblem | null | Away>;
  /** Takes pool and queue of the deployment out of their pause; true where Prefect took it. */
  setRunning(): Promise<boolean>;
}

const DEPLOYMENT_PATH = "/deployments/name/genesis/genesis";
/** The queue of a pool that is used where a deployment names none. */
const DEFAULT_QUEUE = "default";

const deployment = z.object({
  work_pool_name: z.string().nullish(),
  work_queue_name: z.string().nullish(),
});
const gate = z.object({
  is_paused: z.boolean().nullish(),
  concurrency_limit: z.int().nullish(),
});
const workers = z.array(z.object({ status: z.string().nullish() }));

export function createPrefectWatch(request: PrefectRequest): PrefectWatch {
  /** null: open. A limit of zero lets as little through as a pause. */
  const closed = async (
    path: string,
    missing: HealthProblem,
    paused: HealthProblem,
  ): Promise<HealthProblem | null | Away> => {
    const answer = await request("GET", path);
    if ("outcome" in answer) return answer;
    if (answer.status === 404) return missing;
    const found = gate.safeParse(answer.body);
    if (answer.status !== 200 || !found.success) return unexpected(path, answer);
    return found.data.is_paused === true || found.data.concurrency_limit === 0 ? paused : null;
  };

  const paths = async (): Promise<
    { readonly pool: string; readonly queue: string } | HealthProblem | null | Away
  > => {
    const answer = await request("GET", DEPLOYMENT_PATH);
    if ("outcome" in answer) return answer;
    if (answer.status === 404) return "DEPLOYMENT_MISSING";
    if (answer.status === 401 || answer.status === 403) return "PREFECT_REFUSES";
    const found = deployment.safeParse(answer.body);
    if (answer.status !== 200 || !found.success) return unexpected(DEPLOYMENT_PATH, answer);
    const { work_pool_name: name, work_queue_name: queue } = found.data;
    if (name === null) return "DEPLOYMENT_WITHOUT_POOL";
    // A Prefect that does not say where its runs go is not asked further.
    if (name === undefined) return null;
    const pool = `/work_pools/${encodeURIComponent(name)}`;
    return { pool, queue: `${pool}/queues/${encodeURIComponent(queue ?? DEFAULT_QUEUE)}` };
  };

  return {
    async look() {
      const at = await paths();
      if (at === null || typeof at === "string" || "outcome" in at) return at;
      const pool = await closed(at.pool, "POOL_MISSING", "POOL_PAUSED");
      if (pool !== null) return pool;
      const queue = await closed(at.queue, "DEPLOYMENT_WITHOUT_POOL", "QUEUE_PAUSED");
      if (queue !== null) return queue;
      const answer = await request("POST", `${at.pool}/workers/filter`, {});
      if ("outcome" in answer) return answer;
      const found = workers.safeParse(answer.body);
      if (answer.status !== 200 || !found.success) return unexpected(at.pool, answer);
      return found.data.some(({ status }) => status === "ONLINE") ? null : "NO_WORKER_POLLS";
    },

    async setRunning() {
      const at = await paths();
      if (at === null || typeof at === "string" || "outcome" in at) return false;
      const answers = [
        await request("PATCH", at.pool, { is_paused: false }),
        await request("PATCH", at.queue, { is_paused: false }),
      ];
      return answers.every((answer) => !("outcome" in answer) && answer.status < 300);
    },
  };
}
