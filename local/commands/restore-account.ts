/**
 * `npm run restore-account -- ACCOUNT_ID`: an operator has a deleted account back, with what was
 * deleted together with it, until it is erased. `npm run audit` says which account that is.
 */
import { z } from "zod";
import { fail } from "../processes/fail.ts";
import { openOwnerDatabase } from "../operator/owner-database.ts";
import { StartError } from "../processes/start-error.ts";

const USAGE = "npm run restore-account -- ACCOUNT_ID";

const answer = z.object({ restored: z.boolean() });

async function run([id, ...more]: readonly string[]): Promise<void> {
  if (id === undefined || more.length > 0) throw new StartError(`Usage: ${USAGE}`);
  if (!z.guid().safeParse(id).success) throw new StartError(`${id} is no account's id. ${USAGE}`);
  const sql = openOwnerDatabase(process.env);
  try {
    const [row] = await sql`select genesis.restore_account(${id}) as answer`;
    if (!answer.parse(row?.["answer"]).restored) {
      throw new StartError(`${id} is no deleted account, or is erased`);
    }
    await sql`select genesis.wake('accounts'), genesis.wake('events')`;
    process.stdout.write(`${id} is there again. In local mode its cookies are good again.\n`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

run(process.argv.slice(2)).catch(fail);
