/** `npm run restore -- DIR`: what `npm run backup` kept, back in GENESIS_DATA_DIR. */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { restore } from "../backup/restore.ts";
import { StartError } from "../processes/start-error.ts";
import { fail } from "../processes/fail.ts";

async function run(): Promise<void> {
  const { GENESIS_DATA_DIR } = readEnvironment(
    { GENESIS_DATA_DIR: environment.GENESIS_DATA_DIR },
    process.env,
  );
  const [source, ...others] = process.argv.slice(2);
  if (source === undefined || others.length > 0) {
    throw new StartError("npm run restore -- DIR: a directory that npm run backup made");
  }
  const aside = await restore(source, GENESIS_DATA_DIR);
  process.stdout.write(
    `${GENESIS_DATA_DIR} is as it was in ${source}; npm start goes on from there\n`,
  );
  if (aside !== null) process.stdout.write(`What was there before is in ${aside}\n`);
}

run().catch(fail);
