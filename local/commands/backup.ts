/** `npm run backup -- DIR`: the embedded studio's data, of one moment, also while it runs. */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { backUp } from "../backup/backup.ts";
import { StartError } from "../processes/start-error.ts";
import { fail } from "../processes/fail.ts";

async function run(): Promise<void> {
  const { GENESIS_DATA_DIR } = readEnvironment(
    { GENESIS_DATA_DIR: environment.GENESIS_DATA_DIR },
    process.env,
  );
  const [target, ...others] = process.argv.slice(2);
  if (target === undefined || others.length > 0) {
    throw new StartError("npm run backup -- DIR: a directory that is not there yet");
  }
  await backUp(GENESIS_DATA_DIR, target);
  process.stdout.write(`${GENESIS_DATA_DIR} is kept in ${target}\n`);
}

run().catch(fail);
