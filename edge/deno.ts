/** `deno task edge`: the edge as one process on Deno, configured by its environment. */
import { EnvironmentError } from "#shared/environment.ts";
import { readEdgeConfig } from "./config.ts";
import { startDenoEdge } from "./start-deno-edge.ts";

try {
  const edge = startDenoEdge(readEdgeConfig(Deno.env.toObject()));
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
  console.error(error instanceof EnvironmentError ? error.message : error);
  Deno.exit(1);
}
