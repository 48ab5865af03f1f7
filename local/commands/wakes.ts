/**
 * `npm run wakes`: carries what PostgreSQL's LISTEN says to the region's channel at WAKE_URL, for a
 * region that has edges and no relay.
 */
import { environment } from "#shared/environment.ts";
import {
  EnvironmentError,
  readEnvironment,
  missingVariable,
} from "#shared/environment/read-environment.ts";
import { readWakeBroker } from "#runtime/wakes/wake-config.ts";
import { fail } from "../processes/fail.ts";
import { feedWakes } from "../roles/feed-wakes.ts";
import { runRole } from "../roles/role-process.ts";

const { HOST, WAKES_PORT, DATABASE_URL, DATABASE_DIRECT_URL, WAKE_URL } = environment;

async function run(): Promise<void> {
  const fields = { HOST, WAKES_PORT, DATABASE_URL, DATABASE_DIRECT_URL };
  const values = readEnvironment(fields, process.env);
  const databaseUrl = values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  const broker = readWakeBroker(process.env);
  if (databaseUrl === undefined || broker === null) {
    throw new EnvironmentError([
      ...(databaseUrl === undefined ? [missingVariable("DATABASE_URL", DATABASE_URL)] : []),
      ...(broker === null ? [missingVariable("WAKE_URL", WAKE_URL)] : []),
    ]);
  }
  await runRole({
    part: "wakes",
    title: "Wakes",
    host: values.HOST,
    port: values.WAKES_PORT,
    portVariable: "WAKES_PORT",
    databaseUrl,
    start: async (surroundings) => {
      const feed = feedWakes(databaseUrl, broker, surroundings);
      feed.start();
      return feed;
    },
  });
}

run().catch(fail);
