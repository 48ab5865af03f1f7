/** `deno task edge`: the edge as one process on Deno, configured by its environment. */
import { AddressError } from "#runtime/postgres/client-options.ts";
import { LoginRefusedError, refuseWrongLogin } from "#runtime/postgres/logins.ts";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { EDGE_VARIABLES, readEdgeConfig } from "./config.ts";
import { startDenoEdge } from "./start-deno-edge.ts";

try {
  const config = readEdgeConfig(
    // One by one: the task allows these and no other.
    Object.fromEntries(EDGE_VARIABLES.map((name) => [name, Deno.env.get(name)])),
  );
  await refuseWrongLogin(config.databaseUrl, config.databaseDirectUrl, console.error);
  const edge = startDenoEdge(config);
  console.log(`Edge ready: ${edge.url}`);
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
  console.error(isForUsers && error instanceof Error ? error.message : error);
  Deno.exit(1);
}
