/** `deno task edge`: the edge as one process on Deno, configured by its environment. */
import { listenFault } from "#runtime/listen-fault.ts";
import { AddressError } from "#runtime/postgres/client-options.ts";
import { LoginRefusedError, refuseWrongLogin } from "#runtime/postgres/logins.ts";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { EDGE_VARIABLES, type EdgeConfig, readEdgeConfig } from "./config.ts";
import { consoleLog, say } from "./console-log.ts";
import { startEdge } from "./start-edge.ts";

let config: EdgeConfig | null = null;
try {
  config = readEdgeConfig(
    // One by one: the task allows these and no other.
    Object.fromEntries(EDGE_VARIABLES.map((name) => [name, Deno.env.get(name)])),
  );
  await refuseWrongLogin(config.databaseUrl, config.databaseDirectUrl, (words) =>
    say(console.error, words),
  );
  const edge = await startEdge(config, { log: consoleLog, withProcessMetrics: false });
  say(console.log, `Edge ready: ${edge.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      edge.stop().then(
        () => Deno.exit(0),
        () => Deno.exit(1),
      );
    });
  }
} catch (error) {
  const isForUsers = [EnvironmentError, LoginRefusedError, AddressError].some(
    (kind) => error instanceof kind,
  );
  const words = config === null ? null : listenFault(error, { variable: "PORT", ...config });
  say(console.error, words ?? (isForUsers && error instanceof Error ? error.message : error));
  Deno.exit(1);
}
