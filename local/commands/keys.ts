/**
 * `npm run keys`: the keys that sign the accounts' cookies.
 *
 *     npm run keys                     lists them
 *     npm run keys -- rotate           a new one signs in two minutes; nobody is signed out
 *     npm run keys -- forget KEY_ID    what that one signed is forged from now on: signs people out
 *
 * As the owner, by the same variables as `npm run migrate`; without any the database of the studio
 * that runs here.
 */
import type postgres from "postgres";
import { z } from "zod";
import { fail } from "../processes/fail.ts";
import { openOwnerDatabase } from "../operator/owner-database.ts";
import { StartError } from "../processes/start-error.ts";

/** Edges read the keys each minute, and at once where they hear the NOTIFY. */
const DELAY = "2 minutes";

const USAGE = "npm run keys takes nothing, `-- rotate` or `-- forget KEY_ID`";

const keyList = z.array(
  z.object({ key_id: z.string(), signs_from: z.string(), retired_at: z.string().nullable() }),
);
const rotated = z.object({ key_id: z.string(), signs_from: z.string() });

async function run([verb, ...rest]: readonly string[]): Promise<void> {
  const sql = openOwnerDatabase(process.env);
  try {
    process.stdout.write(`${await words(sql, verb, rest)}\n`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function words(
  sql: postgres.Sql,
  verb: string | undefined,
  rest: readonly string[],
): Promise<string> {
  if (verb === undefined) return list(sql);
  const [id] = rest;
  if (verb === "rotate" && id === undefined) return rotate(sql);
  if (verb === "forget" && id !== undefined) return forget(sql, id);
  throw new StartError(USAGE);
}

async function list(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`select genesis.list_signing_keys() as answer`;
  return keyList
    .parse(row?.["answer"])
    .map(({ key_id, signs_from, retired_at }) => {
      const until =
        retired_at === null ? "" : `, until ${retired_at}; what it signed is still good`;
      return `${key_id} signs from ${signs_from}${until}`;
    })
    .join("\n");
}

async function rotate(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`select genesis.rotate_signing_key(${DELAY}::interval) as answer`;
  await sql`select genesis.wake('accounts')`;
  const { key_id, signs_from } = rotated.parse(row?.["answer"]);
  return `${key_id} signs from ${signs_from} on. Nobody is signed out: what older keys signed stays good.`;
}

async function forget(sql: postgres.Sql, id: string): Promise<string> {
  if (!z.uuid().safeParse(id).success) throw new StartError(`${id} is no key's id. ${USAGE}`);
  const [row] = await sql`select genesis.forget_signing_key(${id}) as count`;
  if (row?.["count"] !== 1) {
    throw new StartError(
      `${id} is no key, or the newest one: rotate first, then forget the old one`,
    );
  }
  await sql`select genesis.wake('accounts')`;
  return `${id} is forgotten. Whoever had a cookie of it is signed out.`;
}

run(process.argv.slice(2)).catch(fail);
