/** A real edge with its limits on, as a process of its own, on a PostgreSQL of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EdgeProcess, startEdge } from "../../provision/edge.ts";
import { startPostgresServer } from "../../provision/postgres-server.ts";

export interface EdgeUnderAbuse extends AsyncDisposable {
  readonly edge: EdgeProcess;
}

/** Writers come from addresses of their own, through a proxy on this machine that it knows. */
export async function startEdgeUnderAbuse(): Promise<EdgeUnderAbuse> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-abuse-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const postgres = parts.use(await startPostgresServer(directory));
  const env = { DATABASE_URL: postgres.url, RATE_LIMITS: "on", TRUSTED_PROXIES: "127.0.0.1" };
  const edge = parts.use(await startEdge("node", { env, isMeasured: true }));
  const owned = parts.move();
  return { edge, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
