/** `npm run edge`: the edge as one process on Node, configured by its environment. */
import { listenFault } from "#runtime/listen-fault.ts";
import { AddressError } from "#runtime/postgres/client-options.ts";
import { jsonLog, logWarnings, outliveOutput } from "#runtime/process-log/json-log.ts";
import { LoginRefusedError, refuseWrongLogin } from "#runtime/postgres/logins.ts";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { type EdgeConfig, readEdgeConfig } from "./config.ts";
import { startEdge } from "./start-edge.ts";

outliveOutput();
const log = jsonLog("edge");
logWarnings(log);
let config: EdgeConfig | null = null;
try {
  config = readEdgeConfig(process.env);
  await refuseWrongLogin(config.databaseUrl, config.databaseDirectUrl, console.error);
  const edge = await startEdge(config, { log, withProcessMetrics: true });
  console.log(`Edge ready: ${edge.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      edge.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}

function messageOf(error: unknown): string {
  const isForUsers = [EnvironmentError, LoginRefusedError, AddressError].some(
    (kind) => error instanceof kind,
  );
  if (isForUsers && error instanceof Error) return error.message;
  const words = config === null ? null : listenFault(error, { variable: "PORT", ...config });
  if (words !== null) return words;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
