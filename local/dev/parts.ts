/** The child of `npm run dev`: migrates, then runs every part until its parent ends or asks it to. */
import { join } from "node:path";
import { Lifetimes } from "../studio/lifetimes.ts";
import { fail } from "../processes/fail.ts";
import { declaredLogins } from "../migrate/make-logins.ts";
import { migrate } from "../migrate/migrate.ts";
import { allPartsOk, type BeatingPart, beatingParts, databaseTime } from "../studio/parts.ts";
import { startRoles } from "../studio/start-roles.ts";
import { StartError } from "../processes/start-error.ts";

const lifetimes = new Lifetimes();
const stopping = new AbortController();
const { DATABASE_MIGRATE_URL: migrateUrl, ...env } = process.env;

function stop(): void {
  if (stopping.signal.aborted) return;
  stopping.abort();
  void lifetimes.stop().then(() => process.exit(0));
}

async function run(): Promise<void> {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl, GENESIS_DATA_DIR: path } = env;
  if (migrateUrl === undefined || url === undefined || path === undefined) {
    throw new StartError("is started by npm run dev");
  }
  await migrate(migrateUrl, declaredLogins(migrateUrl, url, directUrl ?? url));
  const since = await databaseTime(migrateUrl);
  const starting = new Set<BeatingPart>(beatingParts);
  const directory = { path, logs: join(path, "logs"), run: join(path, "run") };
  await startRoles(env, directory, lifetimes, { say: () => undefined }, starting);
  const isOk = await allPartsOk(migrateUrl, {
    since,
    onOk: (part) => starting.delete(part),
    onSlow: (missing) =>
      console.log(`Still waiting for ${missing.map(({ part }) => part).join(", ")}`),
    signal: stopping.signal,
  });
  if (isOk) process.send?.("ready");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
process.stdin.resume().on("end", stop);
process.on("disconnect", stop);
run().catch(async (error: unknown) => {
  await lifetimes.stop();
  fail(error);
});
