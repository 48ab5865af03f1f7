/** A whole studio, in this process and its children: what `npm start` runs. */
import type { Stoppable } from "#runtime/work/lifetime.ts";
import type { DataDirectory } from "../lock/data-directory.ts";
import { Lifetimes } from "./lifetimes.ts";
import { listenablePort, takeDataDirectory } from "./own-place.ts";
import { type BeatingPart, allPartsOk, beatingParts, databaseTime } from "./parts.ts";
import { migrateStudio, partsEnvironment, type StudioOutput, startServers } from "./servers.ts";
import { startRoles } from "./start-roles.ts";
import type { StudioConfig } from "./studio-config.ts";
import { buildUi } from "./ui-build.ts";

export interface Studio extends Stoppable {
  /** The origin that browsers see. */
  readonly url: string;
  /** Resolves with true once every part is `ok`, with false where the studio was stopped before. */
  readonly ready: Promise<boolean>;
  /** Ends every part in order, in less than 10 s. */
  stop(): Promise<void>;
}

/**
 * Starts everything and serves the page as soon as the edge is up; the other parts come after it.
 * @throws StartError, or what a part threw; then all that was started is ended
 */
export async function startStudio(config: StudioConfig, output: StudioOutput): Promise<Studio> {
  // Before anything else, so that a port that is taken costs nothing.
  const port = await listenablePort(config);
  const directory = takeDataDirectory(config);
  const lifetimes = new Lifetimes();
  lifetimes.add("last", async () => directory.release());
  try {
    return await startParts({ ...config, port }, directory, lifetimes, output);
  } catch (error) {
    await lifetimes.stop();
    throw error;
  }
}

async function startParts(
  config: StudioConfig,
  directory: DataDirectory,
  lifetimes: Lifetimes,
  output: StudioOutput,
): Promise<Studio> {
  const uiBuilt = buildUi();
  // Looked at below; until then a failure of the other side must not make it an unhandled one.
  uiBuilt.catch(() => undefined);
  const servers = await startServers(config, directory, lifetimes, output);
  await migrateStudio(servers);
  const since = await databaseTime(servers.directUrl);
  output.say("Database is up and migrated");

  const env = await partsEnvironment(config, servers, directory);
  const starting = new Set<BeatingPart>(beatingParts);
  const url = await startRoles(env, directory, lifetimes, output, starting);
  if ((await uiBuilt) === "built") output.say("Interface is built");

  const stopping = new AbortController();
  const ready = allPartsOk(servers.directUrl, {
    since,
    onOk: (part) => starting.delete(part),
    onSlow: (missing) => {
      const parts = missing.map(({ part, detail }) => `${part} (${detail})`).join(", ");
      output.say(`Still waiting for ${parts}; logs are in ${directory.logs}`);
    },
    signal: stopping.signal,
  });
  return {
    url: config.publicUrl ?? url,
    ready,
    stop: async () => {
      stopping.abort();
      await lifetimes.stop();
    },
  };
}
