/**
 * How this database calls the roles that its functions run as. Roles belong to a whole server: the
 * names in `sql/` are taken where another installation on the same server has them.
 */
import { randomBytes } from "node:crypto";
import type postgres from "postgres";

export interface RoleNames {
  readonly app: string;
  readonly service: string;
}

/** Those of the policies, which every release made; for an empty database free ones. */
export async function findRoleNames(sql: postgres.Sql): Promise<RoleNames> {
  const [present] = await sql<{ app: string }[]>`
    select roles[1]::text as app from pg_policies
    where schemaname = 'public' and tablename = 'accounts' and policyname = 'own_account'`;
  if (present !== undefined) return named(present.app.replace(/^genesis_app/, ""));
  // Free, or made by this very owner for another of its databases, and nobody else's to become.
  const taken = await sql`
    select from pg_roles r where rolname in ('genesis_app', 'genesis_service') and (
      not pg_has_role(current_user, r.oid, 'member with admin option')
      or exists (select from pg_auth_members a
        where a.roleid = r.oid and a.member <> current_user::regrole and not (
          select rolsuper from pg_roles where oid = a.member)))`;
  return named(taken.length === 0 ? "" : `_${randomBytes(4).toString("hex")}`);
}

function named(suffix: string): RoleNames {
  return { app: `genesis_app${suffix}`, service: `genesis_service${suffix}` };
}

/** A text of `sql/` with this database's names. */
export function withRoleNames(text: string, names: RoleNames): string {
  return text.replace(/\bgenesis_app\b/g, names.app).replace(/\bgenesis_service\b/g, names.service);
}
