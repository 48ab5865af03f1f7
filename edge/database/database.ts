/**
 * Calls of SQL functions over a pool: one statement a call. Answers come back as JSON text, so that
 * a big one passes through unparsed.
 *
 * Connections are the login's from the start (runtime/postgres/logins.ts); limits travel as startup
 * parameters. A transaction pooler refuses those, so behind one they travel inside each statement.
 */
import postgres from "postgres";
import type { AppFunction } from "#runtime/postgres/entry-functions.ts";
import { type LoginKind, loginUrl } from "#runtime/postgres/logins.ts";
import { type Connection, createConnections } from "./connections.ts";
import { isSettledWithin, withDeadline } from "./deadline.ts";
import { createSlots } from "./slots.ts";

export interface DatabaseOptions {
  readonly url: string;
  /** Where logins are asked for; absent: `url`. */
  readonly directUrl?: string;
  readonly login: LoginKind;
  /** Connections go through a transaction pooler: no prepared statements, no startup parameters. */
  readonly isPooled: boolean;
  readonly maxConnections: number;
  /**
   * For one statement, and as long again for the wait for a connection; longer is DeadlineExceeded.
   * PostgreSQL ends a statement by then itself, else it is asked to; without its answer to that the
   * connection is dead, and nothing but it and those that nobody uses is left behind.
   */
  readonly deadlineMs: number;
  readonly applicationName: string;
}

export type Argument = string | number | null;

/** Whose operation it is: the first argument of its function. */
export interface Caller {
  readonly accountId: string;
  /** A sign-in that may have ended; null where there is none to ask for. */
  readonly signInId: string | null;
  /** A bearer token, which the provider's logout may have ended. */
  readonly token?: BearerToken | null;
  /** Set once it was asked for. */
  isAsked: boolean;
}

export interface BearerToken {
  /** The provider's own session, where the token names it. */
  readonly providerSid: string | null;
  readonly issuedAtSeconds: number;
}

/** Whether there is something that may have ended, and is asked for with each operation. */
export function hasCredential(caller: Caller): boolean {
  return caller.signInId !== null || (caller.token ?? null) !== null;
}

/** The last three arguments of the SQL function is_signed_in. */
export function credentialArguments({
  signInId,
  token,
}: Omit<Caller, "isAsked">): readonly Argument[] {
  return [signInId, token?.providerSid ?? null, token?.issuedAtSeconds ?? null];
}

/** The same for every request that came with the same. */
export function credentialKey({ accountId, signInId, token }: Caller): string {
  return signInId ?? `${accountId} ${token?.issuedAtSeconds} ${token?.providerSid}`;
}

/** Where a request is from, for the audit record: a setting of the operation's transaction. */
export interface Client {
  readonly address: string;
  /** A browser's family, or `program`. */
  readonly client: string;
}

/** The caller's sign-in has ended; nothing was done. */
export class SignInEnded extends Error {}

/** @typeParam Name the functions that its login may call */
export interface Database<Name extends string = AppFunction> {
  /** DatabaseOptions.deadlineMs. */
  readonly deadlineMs: number;
  /**
   * `select genesis.<name>(…)`: the answer as JSON text, or null for SQL's null.
   * @throws what isUnavailable() and its like tell apart
   */
  call(name: Name, args: readonly Argument[], client?: Client): Promise<string | null>;
  /**
   * The same with the caller's account as the first argument, and, where the caller has a sign-in or
   * a token, only while that holds: asked in the same statement.
   * @throws SignInEnded
   */
  callAs(
    caller: Caller,
    name: Name,
    args: readonly Argument[],
    client?: Client,
  ): Promise<string | null>;
  stop(): Promise<void>;
}

const LOCK_TIMEOUT_MS = 2_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_SECONDS = 5;
/** For PostgreSQL's word that it ended a statement. */
const CANCEL_ANSWER_MS = 1_000;

export function createDatabase<Name extends string = AppFunction>(
  options: DatabaseOptions,
): Database<Name> {
  const connections = createConnections(async () =>
    openConnection(options, await loginUrl(options.login, options.url, options.directUrl)),
  );
  const statement = remembered((...call) => plainStatement(...call, options));
  const guardedStatement = remembered((...call) => guarded(...call, options));
  const slots = createSlots(options.maxConnections);

  async function run(
    sql: string,
    args: readonly Argument[],
    account: string | null,
  ): Promise<Row | undefined> {
    const giveBack = await slots.take(options.deadlineMs, account);
    let connection: Connection;
    try {
      connection = await connections.take();
    } catch (error) {
      giveBack();
      throw error;
    }
    const query = connection.unsafe<Row[]>(sql, [...args], { prepare: !options.isPooled });
    const row = query.then(
      (found) => found[0],
      (error: unknown) => {
        throw error;
      },
    );
    return withDeadline(
      row,
      options.deadlineMs,
      () => {
        connections.giveBack(connection);
        giveBack();
      },
      async () => {
        // Behind a pooler nothing else ends it: a setting of its own comes too late for a statement.
        query.cancel();
        if (await isSettledWithin(row, CANCEL_ANSWER_MS)) connections.giveBack(connection);
        else connections.drop(connection);
        giveBack();
      },
    );
  }

  return {
    deadlineMs: options.deadlineMs,
    async call(name, args, client) {
      const sql = statement(name, args.length, client !== undefined);
      return (await run(sql, [...args, ...settingOf(client)], null))?.answer ?? null;
    },
    async callAs(caller, name, args, client) {
      const all = [caller.accountId, ...args];
      const setting = settingOf(client);
      const isFrom = client !== undefined;
      if (!hasCredential(caller)) {
        const sql = statement(name, all.length, isFrom);
        return (await run(sql, [...all, ...setting], caller.accountId))?.answer ?? null;
      }
      const row = await run(
        guardedStatement(name, all.length, isFrom),
        [...all, ...credentialArguments(caller), ...setting],
        caller.accountId,
      );
      caller.isAsked = true;
      if (row?.is_signed_in !== true) throw new SignInEnded("the sign-in has ended");
      return row.answer;
    },
    async stop() {
      await connections.stop();
    },
  };
}

interface Row {
  readonly answer: string | null;
  readonly is_signed_in?: boolean;
}

type Write = (name: string, count: number, isFrom: boolean) => string;

/** A statement's text for a function, its number of arguments, and whether it says where from, written once. */
function remembered(write: Write): Write {
  const texts = new Map<string, string>();
  return (name, count, isFrom) => {
    const key = `${name}/${count}/${isFrom}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = write(name, count, isFrom);
    texts.set(key, text);
    return text;
  };
}

function plainStatement(
  name: string,
  count: number,
  isFrom: boolean,
  options: DatabaseOptions,
): string {
  const call = `select ${callOf(name, count)} as answer`;
  // What stands in FROM is evaluated before the call, in the same transaction.
  const settings = [
    ...(options.isPooled ? settingsOf(options) : []),
    ...(isFrom ? [clientSetting(count + 1)] : []),
  ];
  return settings.length === 0 ? call : `${call} from ${settings.join(", ")}`;
}

function clientSetting(place: number): string {
  return `set_config('genesis.client', $${place}, true) as client`;
}

function settingOf(client: Client | undefined): readonly string[] {
  return client === undefined ? [] : [JSON.stringify(client)];
}

/** The function is called only where the sign-in, behind the arguments, holds. */
function guarded(name: string, count: number, isFrom: boolean, options: DatabaseOptions): string {
  const credential = [1, 2, 3].map((n) => `$${count + n}`).join(", ");
  const guard = `lateral genesis.is_signed_in($1, ${credential}) as is_signed_in`;
  const from = [
    ...(options.isPooled ? settingsOf(options) : []),
    ...(isFrom ? [clientSetting(count + 4)] : []),
    guard,
  ].join(", ");
  return `select is_signed_in, case when is_signed_in then ${callOf(name, count)} end as answer from ${from}`;
}

function callOf(name: string, count: number): string {
  const places = Array.from({ length: count }, (_, index) => `$${index + 1}`);
  return `genesis.${name}(${places.join(", ")})`;
}

function settingsOf(options: DatabaseOptions): readonly string[] {
  return Object.entries(sessionSettings(options)).map(
    ([key, value], n) => `set_config('${key}', '${value}', true) as setting_${n}`,
  );
}

function sessionSettings(options: DatabaseOptions): Record<string, string> {
  return {
    lock_timeout: String(LOCK_TIMEOUT_MS),
    statement_timeout: String(options.deadlineMs),
  };
}

function openConnection(options: DatabaseOptions, url: string): Connection {
  return postgres(url, {
    max: 1,
    prepare: !options.isPooled,
    // A query of its own at each connect, for array types that are not used here.
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: 60,
    // Seconds; a database that comes back is found soon.
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 1),
    onnotice: () => {},
    // JSON stays text in both directions.
    types: {
      json: {
        to: 114,
        from: [114, 3802],
        serialize: (value: string) => value,
        parse: (raw: string) => raw,
      },
    },
    connection: options.isPooled
      ? { application_name: options.applicationName }
      : {
          application_name: options.applicationName,
          idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
          ...sessionSettings(options),
        },
  });
}
