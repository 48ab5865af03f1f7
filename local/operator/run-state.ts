/** What Prefect says of a session's run, for whoever looks at one. */
import { resolve } from "node:path";
import { z } from "zod";
import { type PrefectAccess, prefectAuthorization } from "#runtime/prefect-access.ts";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { localPrefectAccess } from "../prefect/prefect-server.ts";

const ANSWER_WITHIN_MS = 5_000;
const run = z.object({
  state: z.object({ name: z.string(), message: z.string().nullish() }).nullish(),
  work_pool_name: z.string().nullish(),
});

/** In words; never throws. */
export async function runState(
  env: Readonly<Record<string, string | undefined>>,
  flowRunId: string,
): Promise<string> {
  const access = prefectAccess(env);
  if (access === null) return "not asked: PREFECT_API_URL is not set";
  try {
    const answer = await fetch(`${access.apiUrl}/flow_runs/${flowRunId}`, {
      headers: { ...prefectAuthorization(access) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.status === 404) return "Prefect does not have it (any more)";
    if (!answer.ok) return `Prefect answers ${answer.status}`;
    const { state, work_pool_name } = run.parse(await answer.json());
    const pool = work_pool_name ?? "no pool";
    return `${state?.name ?? "without a state"} in Prefect (${pool})`;
  } catch {
    return "Prefect does not answer";
  }
}

function prefectAccess(env: Readonly<Record<string, string | undefined>>): PrefectAccess | null {
  const { PREFECT_API_URL, PREFECT_API_KEY, PREFECT_API_AUTH_STRING } = environment;
  const { GENESIS_DATA_DIR } = environment;
  const values = readEnvironment(
    { PREFECT_API_URL, PREFECT_API_KEY, PREFECT_API_AUTH_STRING, GENESIS_DATA_DIR },
    env,
  );
  if (values.PREFECT_API_URL !== undefined) {
    return {
      apiUrl: values.PREFECT_API_URL,
      apiKey: values.PREFECT_API_KEY ?? null,
      authString: values.PREFECT_API_AUTH_STRING ?? null,
    };
  }
  try {
    return localPrefectAccess(resolve(values.GENESIS_DATA_DIR));
  } catch {
    return null;
  }
}
