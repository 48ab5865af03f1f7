/** Which functions are opened to which login, and as whom they run. */
import {
  APP_FUNCTIONS,
  INNER_FUNCTIONS,
  OWNER_FUNCTIONS,
  SERVICE_FUNCTIONS,
  SHARED_FUNCTIONS,
} from "#runtime/postgres/entry-functions.ts";
import type { MadeLogins } from "./make-logins.ts";
import type { RoleNames } from "./role-names.ts";

export interface Opening {
  readonly name: string;
  /** null: the tables' owner. */
  readonly runs_as: string | null;
  /** Who may call it: logins, or the role that their functions run as. */
  readonly logins: readonly string[];
}

export function openings(names: RoleNames, logins: MadeLogins): Opening[] {
  const shared: ReadonlySet<string> = new Set(SHARED_FUNCTIONS);
  return [
    ...APP_FUNCTIONS.map((name) => ({
      name,
      runs_as: names.app,
      logins: shared.has(name) ? [logins.app.login, logins.service.login] : [logins.app.login],
    })),
    ...SERVICE_FUNCTIONS.map((name) => ({
      name,
      runs_as: names.service,
      logins: [logins.service.login],
    })),
    ...INNER_FUNCTIONS.map((name) => ({ name, runs_as: names.service, logins: [names.app] })),
    ...Object.entries(OWNER_FUNCTIONS).map(([name, kinds]) => ({
      name,
      runs_as: null,
      logins: kinds.map((kind) => logins[kind].login),
    })),
  ];
}
