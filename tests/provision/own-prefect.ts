/** A Prefect server of a run's own, with its secret, on a database of the run's. */
import { join } from "node:path";
import { type PrefectServer, startPrefectServer } from "../../local/prefect/prefect-server.ts";

const STARTS_WITHIN_MS = 120_000;

/**
 * Resolves once it answers; where somebody kills it, it is started again.
 * @param directory takes its files; the caller removes it
 * @param settings further ones of its own, by their variables
 * @throws where it does not answer in time
 */
export async function startOwnPrefect(
  directory: string,
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PrefectServer & AsyncDisposable> {
  const server = await startPrefectServer({
    directory,
    databaseUrl,
    settings,
    logFile: join(directory, "prefect.log"),
    recordFile: join(directory, "prefect.json"),
    // It is killed on purpose.
    onRestart: () => undefined,
  });
  const stop = () => server.stop(2_000);
  if (!(await server.ready(AbortSignal.timeout(STARTS_WITHIN_MS)))) {
    await stop();
    throw new Error(`Prefect does not answer after ${STARTS_WITHIN_MS} ms`);
  }
  return Object.assign(server, { [Symbol.asyncDispose]: stop });
}
