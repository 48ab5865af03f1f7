/** `deno task edge`: the edge as one process on Deno, configured by its environment. */
import { LoginRefusedError, refuseWrongLogin } from "#runtime/postgres/logins.ts";
import { EnvironmentError } from "#shared/environment.ts";
import { EDGE_VARIABLES, readEdgeConfig } from "./config.ts";
import { startDenoEdge } from "./start-deno-edge.ts";

try {
  const config = readEdgeConfig(
    // One by one: the task allows these and no other.
    Object.fromEntries(EDGE_VARIABLES.map((name) => [name, Deno.env.get(name)])),
  );
  await refuseWrongLogin(config.databaseUrl, config.databaseDirectUrl);
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
  const isForUsers = error instanceof EnvironmentError || error instanceof LoginRefusedError;
  console.error(isForUsers ? error.message : error);
  Deno.exit(1);
}
