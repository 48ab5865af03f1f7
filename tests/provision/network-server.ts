/** A server program on a free port of the loopback interface, with a directory of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../local/processes/free-port.ts";
import { type ControlledProcess, controlledProcess } from "./controlled-process.ts";

const STARTS_WITHIN_MS = 60_000;

export interface NetworkServer
  extends Pick<ControlledProcess, "kill9" | "freeze" | "thaw">,
    AsyncDisposable {
  /** The same over restarts. */
  readonly port: number;
  /** Again, after `kill9`. */
  start(): Promise<void>;
}

/** Resolves once it listens; disposing ends it and removes its directory. */
export async function startNetworkServer(server: {
  readonly name: string;
  readonly command: string;
  readonly args: (place: { readonly port: number; readonly directory: string }) => string[];
}): Promise<NetworkServer> {
  const { name, command } = server;
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), `genesis-${name}-`));
  const running = controlledProcess({
    name,
    command,
    args: server.args({ port, directory }),
    env: {},
    logFile: join(directory, `${name}.log`),
    isReady: () => accepts(port),
  });
  const start = () => running.start(STARTS_WITHIN_MS);
  await start();
  return {
    port,
    start,
    kill9: () => running.kill9(),
    freeze: () => running.freeze(),
    thaw: () => running.thaw(),
    [Symbol.asyncDispose]: async () => {
      await running.kill9();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" }, () => done(true));
    const done = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("error", () => done(false));
  });
}
