/** The embedded server's roles and databases. */
import { join } from "node:path";
import postgres from "postgres";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { keptSecret } from "../lock/data-directory.ts";

export interface PostgresCredentials {
  readonly superuser: string;
  readonly owner: string;
  readonly prefect: string;
}

/** One password each, made once, in files that only the studio's user can read. */
export function keptCredentials(directory: string): PostgresCredentials {
  const password = (role: string) => keptSecret(join(directory, `postgres.${role}.password`));
  return {
    superuser: password("superuser"),
    owner: password("owner"),
    prefect: password("prefect"),
  };
}

/**
 * Makes what is missing: `genesis`, whose owner makes the roles of its migrations itself, and
 * `prefect` for the local Prefect server.
 */
export async function ensureDatabases(
  adminUrl: string,
  credentials: PostgresCredentials,
): Promise<void> {
  const sql = postgres(clientOptions(adminUrl, { max: 1, onnotice: () => undefined }));
  try {
    await ensureDatabase(sql, "genesis", "genesis_owner", credentials.owner, "createrole");
    await ensureDatabase(sql, "prefect", "prefect", credentials.prefect, "nocreaterole");
  } finally {
    await sql.end();
  }
}

async function ensureDatabase(
  sql: postgres.Sql,
  database: string,
  owner: string,
  password: string,
  right: "createrole" | "nocreaterole",
): Promise<void> {
  const [role] = await sql`select from pg_roles where rolname = ${owner}`;
  if (role === undefined) {
    // Passwords are base64url: nothing in them needs quoting, and DDL takes no parameters.
    await sql.unsafe(`create role ${owner} login ${right} password '${password}'`);
  }
  const [present] = await sql`select from pg_database where datname = ${database}`;
  if (present === undefined) await sql.unsafe(`create database ${database} owner ${owner}`);
}
