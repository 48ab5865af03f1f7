/**
 * Which login a part signs in with. A URL in the environment names the service's login, or, where
 * somebody gave the owner's, is used once to ask for the service's: no part works as the owner
 * (docs/adr/0016).
 */
import postgres from "postgres";
import { z } from "zod";
import { parseDatabaseUrl, withCredentials } from "#shared/database-url.ts";
import { inTime } from "../work/in-time.ts";
import { AddressError, clientOptions } from "./client-options.ts";
import { databaseFault } from "./database-fault.ts";
import { DeadlineExceeded } from "./failure.ts";

export type LoginKind = "app" | "service";

/** What a part must not start with; the message names the variable and what to do. */
export class LoginRefusedError extends Error {
  override readonly name = "LoginRefusedError";
  /** As PostgreSQL's "invalid authorization specification": whoever asks is answered by 503. */
  readonly code = "28000";
}

const login = z.object({ login: z.string(), password: z.string() });
const databaseLogins = z.object({
  asked_by: z.string(),
  is_owner: z.boolean(),
  app: login.nullable(),
  service: login.nullable(),
  problem: z.string().nullable(),
});
export type DatabaseLogins = z.infer<typeof databaseLogins>;

const CONNECT_TIMEOUT_SECONDS = 5;
const DEADLINE_MS = 5_000;

/** Direct URL → its logins; asked once a process, again where it failed. */
const known = new Map<string, Promise<DatabaseLogins>>();

/**
 * @param url what is to be connected to, such as a pooler
 * @param directUrl where it is asked; the same where there is no pooler
 * @returns `url` with the login of that kind
 * @throws LoginRefusedError; or what postgres.js throws where the database is away
 */
export async function loginUrl(kind: LoginKind, url: string, directUrl = url): Promise<string> {
  const logins = await loginsOf(directUrl);
  if (logins.problem !== null) {
    throw new LoginRefusedError(
      `The database's logins are no wall between accounts: ${logins.problem}. Mend that and run npm run migrate.`,
    );
  }
  const own = logins[kind];
  if (own !== null) return withLogin(url, own, namesOf(logins));
  throw new LoginRefusedError(
    `DATABASE_DIRECT_URL or DATABASE_URL: got the login ${JSON.stringify(logins.asked_by)}; takes the ${kind} login of this database, which npm run migrate makes (docs/database.md)`,
  );
}

/**
 * At a part's start. A database that is away or lacks something is waited for: it is asked again
 * with the first call, and `say` is told once what is wrong with it.
 * @throws LoginRefusedError; AddressError
 */
export async function refuseWrongLogin(
  url: string,
  directUrl: string,
  say: (words: string) => void,
): Promise<void> {
  try {
    await loginUrl("service", url, directUrl);
  } catch (error) {
    if (error instanceof LoginRefusedError || error instanceof AddressError) throw error;
    const words = error instanceof Error ? error.message : String(error);
    say(
      `DATABASE_DIRECT_URL or DATABASE_URL: ${databaseFault(error) ?? "that database cannot be used yet"} (${words}); waiting for it`,
    );
  }
}

/** What is known is asked again, as after a change of passwords. */
export function forgetLogins(directUrl: string): void {
  known.delete(directUrl);
}

function loginsOf(directUrl: string): Promise<DatabaseLogins> {
  const present = known.get(directUrl);
  if (present !== undefined) return present;
  const asked = ask(directUrl);
  known.set(directUrl, asked);
  asked.catch(() => {
    if (known.get(directUrl) === asked) known.delete(directUrl);
  });
  return asked;
}

async function ask(url: string): Promise<DatabaseLogins> {
  const sql = postgres(
    clientOptions(url, {
      max: 1,
      // Through a transaction pooler too.
      prepare: false,
      fetch_types: false,
      connect_timeout: CONNECT_TIMEOUT_SECONDS,
      onnotice: () => undefined,
      connection: { application_name: "genesis login" },
    }),
  );
  try {
    const asked = await inTime(sql`select genesis.database_logins() as logins`, DEADLINE_MS);
    if (asked.outcome === "DONE") return databaseLogins.parse(asked.value[0]?.["logins"]);
    throw new DeadlineExceeded(`the database gave no answer within ${DEADLINE_MS} ms`);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== "42501") throw error;
    throw new LoginRefusedError(
      `DATABASE_DIRECT_URL or DATABASE_URL: got a login that is none of this database's; takes the service login, which npm run migrate makes (docs/database.md)`,
    );
  } finally {
    sql.end({ timeout: 0 }).catch(() => undefined);
  }
}

function namesOf({ asked_by, app, service }: DatabaseLogins): readonly string[] {
  return [asked_by, app?.login, service?.login].filter((name) => name !== undefined);
}

/**
 * A pooler's user may carry more than the login's name, such as the project: `LOGIN.PROJECT`.
 * @param known the logins that the URL may name
 */
function withLogin(
  url: string,
  own: { readonly login: string; readonly password: string },
  known: readonly string[],
): string {
  const user = parseDatabaseUrl(url)?.user ?? "";
  if (user === own.login || user.startsWith(`${own.login}.`)) return url;
  const named = known.find((name) => user.startsWith(`${name}.`));
  const rest = named === undefined ? "" : user.slice(named.length);
  return withCredentials(url, own.login + rest, own.password);
}
