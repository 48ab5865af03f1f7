/** What one studio has to itself: its port and its data directory. */
import { type DataDirectory, openDataDirectory } from "../lock/data-directory.ts";
import { freePort, whyPortIsTaken } from "../processes/free-port.ts";
import { StartError } from "../processes/start-error.ts";
import type { StudioConfig } from "./studio-config.ts";

/** @throws StartError where another program has the port */
export async function listenablePort(config: StudioConfig): Promise<number> {
  if (config.port === 0) return freePort(config.host);
  const reason = await whyPortIsTaken(config.host, config.port);
  if (reason === null) return config.port;
  throw new StartError(
    reason === "EADDRINUSE"
      ? `PORT: ${config.port} is in use by another program; set PORT to a free one`
      : `HOST, PORT: cannot listen on ${config.host}:${config.port} (${reason})`,
  );
}

/** @throws StartError where another process has the directory */
export function takeDataDirectory(config: StudioConfig): DataDirectory {
  const opened = openDataDirectory(config.dataDirectory);
  if (opened.status === "opened") return opened.directory;
  throw new StartError(
    `GENESIS_DATA_DIR: ${config.dataDirectory} is in use by process ${opened.pid}; stop it or set another directory`,
  );
}
