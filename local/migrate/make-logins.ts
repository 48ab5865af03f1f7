/** Makes the logins of the running parts (docs/adr/0016). */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { databaseAddress } from "#runtime/postgres/client-options.ts";
import { StartError } from "../processes/start-error.ts";
import type { RoleNames } from "./role-names.ts";

export interface Login {
  readonly login: string;
  readonly password: string;
}

/** Those that an operator's variables name; null: one with a name and a password of its own. */
export interface DeclaredLogins {
  readonly app: Login | null;
  readonly service: Login | null;
}

export interface MadeLogins {
  readonly app: Login;
  readonly service: Login;
}

/**
 * The logins in what running parts have as their URLs: `DATABASE_URL` and, where that is another,
 * `DATABASE_DIRECT_URL`. The owner's own is none.
 * @param ownerUrl the migration's
 */
export function declaredLogins(
  ownerUrl: string,
  url: string | undefined,
  directUrl: string | undefined,
): DeclaredLogins {
  const owner = loginIn(ownerUrl)?.login;
  const given = url === undefined ? null : loginIn(url);
  const direct = directUrl === undefined ? given : loginIn(directUrl);
  const service = direct?.login === owner ? null : direct;
  const app = given?.login === owner || given?.login === direct?.login ? null : given;
  return { app, service };
}

function loginIn(url: string): Login | null {
  const { user, password } = databaseAddress(url);
  // What a pooler wants to know besides stands behind a dot.
  const login = (user ?? "").split(".")[0] ?? "";
  return login === "" ? null : { login, password: password ?? "" };
}

/**
 * Safe to repeat: what is there stays, and a declared password that has changed is set.
 * @throws StartError where the owner may not make them, with the lines for whoever may
 */
export async function makeLogins(
  sql: postgres.Sql,
  names: RoleNames,
  declared: DeclaredLogins,
): Promise<MadeLogins> {
  await revokeTemporaryTables(sql);
  return {
    app: await makeLogin(sql, "app", names.app, declared.app),
    service: await makeLogin(sql, "service", names.service, declared.service),
  };
}

async function makeLogin(
  sql: postgres.Sql,
  kind: keyof MadeLogins,
  role: string,
  declared: Login | null,
): Promise<Login> {
  const [kept] = await sql<Login[]>`
    select login, password from database_logins where kind = ${kind}`;
  const wanted = declared ?? kept ?? newLogin(role);
  const [present] = await sql`select from pg_roles where rolname = ${wanted.login}`;
  if (present === undefined) {
    await createLogin(sql, wanted);
  } else if (kept?.login === wanted.login && kept.password !== wanted.password) {
    await setPassword(sql, wanted);
  }
  await sql`
    insert into database_logins (kind, login, password)
    values (${kind}, ${wanted.login}, ${wanted.password})
    on conflict (kind) do update set login = excluded.login, password = excluded.password
    where (database_logins.login, database_logins.password)
      is distinct from (excluded.login, excluded.password)`;
  return wanted;
}

function newLogin(role: string): Login {
  return {
    login: `${role}_login_${randomBytes(4).toString("hex")}`,
    password: randomBytes(24).toString("base64url"),
  };
}

async function createLogin(sql: postgres.Sql, { login, password }: Login): Promise<void> {
  try {
    // CREATE ROLE takes no parameters. The owner may become the login, so that it may end what runs
    // as it (pg_terminate_backend); never the other way round.
    const [row] = await sql<{ statement: string }[]>`
      select format('create role %1$I login password %2$L; grant %1$I to %3$I',
        ${login}::text, ${password}::text, current_user) as statement`;
    await sql.unsafe(row?.statement ?? "");
  } catch (error) {
    if (!isPrivilegeMissing(error)) throw error;
    throw new StartError(
      `The owner may not make the login ${login}, as which the studio's parts run. Give the owner CREATEROLE, or have who may make it: CREATE ROLE "${login}" LOGIN PASSWORD '…'; and name it in DATABASE_URL (docs/database.md)`,
    );
  }
}

/** An operator's own login keeps the password that its maker gave it. */
async function setPassword(sql: postgres.Sql, { login, password }: Login): Promise<void> {
  try {
    const [row] = await sql<{ statement: string }[]>`
      select format('alter role %I password %L', ${login}::text, ${password}::text) as statement`;
    await sql.unsafe(row?.statement ?? "");
  } catch (error) {
    if (!isPrivilegeMissing(error)) throw error;
  }
}

/** PostgreSQL lets everybody make them in every database; a login of these needs none. */
async function revokeTemporaryTables(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ statement: string }[]>`
    select format('revoke temporary on database %I from public', datname) as statement
    from pg_database d
    where datname = current_database() and pg_has_role(current_user, datdba, 'usage')
      and exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba)))
        where grantee = 0 and privilege_type = 'TEMPORARY')`;
  if (row !== undefined) await sql.unsafe(row.statement);
}

function isPrivilegeMissing(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === "42501";
}
