/** A real NATS; its binary comes with the tests' Python packages. */
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { venvPython } from "../../local/processes/python.ts";
import { type NetworkServer, startNetworkServer } from "./network-server.ts";

export interface Nats extends NetworkServer {
  /** What WAKE_URL takes; the same over restarts. */
  readonly url: string;
}

export async function startNats(): Promise<Nats> {
  const password = randomBytes(16).toString("hex");
  const server = await startNetworkServer({
    name: "nats",
    command: join(dirname(venvPython), "nats-server"),
    args: ({ port }) => [
      ...["-a", "127.0.0.1", "-p", String(port), "--user", "studio", "--pass", password],
    ],
  });
  return { ...server, url: `nats://studio:${password}@127.0.0.1:${server.port}` };
}
