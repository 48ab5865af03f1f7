/** A real NATS on a free port of the loopback interface; its binary comes with the tests' Python packages. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "../../local/processes/free-port.ts";
import { venvPython } from "../../local/processes/python.ts";
import { controlledProcess } from "./controlled-process.ts";
import { accepts } from "./valkey.ts";

export interface Nats extends AsyncDisposable {
  /** What WAKE_URL takes; the same over restarts. */
  readonly url: string;
  start(): Promise<void>;
  kill9(): Promise<void>;
}

export async function startNats(): Promise<Nats> {
  const port = await freePort();
  const password = randomBytes(16).toString("hex");
  const directory = mkdtempSync(join(tmpdir(), "genesis-nats-"));
  const server = controlledProcess({
    name: "nats",
    command: join(dirname(venvPython), "nats-server"),
    args: ["-a", "127.0.0.1", "-p", String(port), "--user", "studio", "--pass", password],
    env: {},
    logFile: join(directory, "nats.log"),
    isReady: () => accepts(port),
  });
  const start = () => server.start(20_000);
  await start();
  return {
    url: `nats://studio:${password}@127.0.0.1:${port}`,
    start,
    kill9: () => server.kill9(),
    [Symbol.asyncDispose]: async () => {
      await server.kill9();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
