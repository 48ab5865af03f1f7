/**
 * Calls of SQL functions, one statement a call. Answers come back as JSON text, so that a big one
 * passes through unparsed.
 */
import type { TokenScope } from "#shared/http/account.ts";
import type { AppFunction } from "#runtime/postgres/entry-functions.ts";
import {
  type Row,
  type StatementArgument,
  type StatementsOptions,
  createStatements,
  sessionSettings,
} from "#runtime/postgres/statements.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";

export type DatabaseOptions = Omit<StatementsOptions, "lockTimeoutMs" | "parseJson">;

export type Argument = StatementArgument;

/** Whose operation it is: the first argument of its function. */
export interface Caller {
  readonly accountId: string;
  /** A sign-in that may have ended; null where there is none to ask for. */
  readonly signInId: string | null;
  /** A bearer token, which the provider's logout may have ended. */
  readonly token?: BearerToken | null;
  /** A program's token, which its writer may have ended. */
  readonly program?: ProgramToken;
  /** Set once it was asked for. */
  isAsked: boolean;
  /**
   * How far in the primary's log this reader has seen (log-position.ts); null: not known, so that only the
   * primary will do; absent: there is no replica. Set by what is read.
   */
  position?: string | null;
}

export interface BearerToken {
  /** The provider's own session, where the token names it. */
  readonly providerSid: string | null;
  readonly issuedAtSeconds: number;
}

export interface ProgramToken {
  readonly tokenId: string;
  readonly scope: TokenScope;
}

/** Whether there is something that may have ended, and is asked for with each operation. */
export function hasCredential(caller: Caller): boolean {
  return [caller.signInId, caller.token, caller.program].some((one) => (one ?? null) !== null);
}

/** The last three arguments of the SQL function is_signed_in. */
export function credentialArguments(caller: Omit<Caller, "isAsked">): readonly Argument[] {
  const { sign_in, token_sid, token_issued_at } = credentialOf(caller);
  return [sign_in, token_sid, token_issued_at];
}

/** The same by name; a program's token stands where a bearer token names its session. */
export function credentialOf({ signInId, token, program }: Omit<Caller, "isAsked">) {
  return {
    sign_in: signInId,
    token_sid: program?.tokenId ?? token?.providerSid ?? null,
    token_issued_at: token?.issuedAtSeconds ?? null,
  };
}

/** The same for every request that came with the same. */
export function credentialKey({ accountId, signInId, token, program }: Caller): string {
  return (
    signInId ?? program?.tokenId ?? `${accountId} ${token?.issuedAtSeconds} ${token?.providerSid}`
  );
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
export interface Database<Name extends string = AppFunction> extends Stoppable {
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
}

/** One that says how far its server has come. */
export interface PositionedDatabase<Name extends string = AppFunction> extends Database<Name> {
  /** callAs, and how far the server's log had come when that was read, at least. */
  readAs(
    caller: Caller,
    name: Name,
    args: readonly Argument[],
  ): Promise<{ readonly answer: string | null; readonly position: string | null }>;
}

const LOCK_TIMEOUT_MS = 2_000;
/** A press is not held up by thousands who only read, as when another edge's readers come to this one. */
const COMMANDS: ReadonlySet<string> = new Set(["accept_command", "accept_commands"]);

export function createDatabase<Name extends string = AppFunction>(
  options: DatabaseOptions,
): PositionedDatabase<Name> {
  const statements = createStatements({
    ...options,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
    parseJson: (text) => text,
  });
  const statement = remembered((...call) => plainStatement(options, ...call));
  const guardedStatement = remembered((...call) => guarded(options, ...call));

  /** @param beside further columns */
  async function rowAs(
    caller: Caller,
    name: Name,
    args: readonly Argument[],
    client: Client | undefined,
    beside = "",
  ): Promise<Row | undefined> {
    const all = [caller.accountId, ...args];
    const setting = settingOf(client);
    const isFrom = client !== undefined;
    const isFirst = COMMANDS.has(name);
    if (!hasCredential(caller)) {
      const sql = statement(name, all.length, isFrom, beside);
      return statements.run(sql, [...all, ...setting], caller.accountId, isFirst);
    }
    const row = await statements.run(
      guardedStatement(name, all.length, isFrom, beside),
      [...all, ...credentialArguments(caller), ...setting],
      caller.accountId,
      isFirst,
    );
    caller.isAsked = true;
    if (row?.["is_signed_in"] !== true) throw new SignInEnded("the sign-in has ended");
    return row;
  }

  return {
    deadlineMs: options.deadlineMs,
    async call(name, args, client) {
      const sql = statement(name, args.length, client !== undefined);
      const isFirst = COMMANDS.has(name);
      return answerIn(await statements.run(sql, [...args, ...settingOf(client)], null, isFirst));
    },
    callAs: async (caller, name, args, client) => answerIn(await rowAs(caller, name, args, client)),
    async readAs(caller, name, args) {
      const row = await rowAs(
        caller,
        name,
        args,
        undefined,
        ", genesis.log_position() as position",
      );
      const position = row?.["position"];
      return { answer: answerIn(row), position: typeof position === "string" ? position : null };
    },
    stop: () => statements.stop(),
  };
}

/** JSON passes as its text; of what is no JSON (a number, nothing) no caller uses the answer. */
function answerIn(row: Row | undefined): string | null {
  const answer = row?.["answer"];
  return typeof answer === "string" ? answer : null;
}

type Write = (name: string, count: number, isFrom: boolean, beside?: string) => string;

/** A statement's text for a function, its number of arguments, and whether it says where from, written once. */
function remembered(write: Write): Write {
  const texts = new Map<string, string>();
  return (name, count, isFrom, beside = "") => {
    const key = `${name}/${count}/${isFrom}/${beside}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = write(name, count, isFrom, beside);
    texts.set(key, text);
    return text;
  };
}

function plainStatement(
  options: DatabaseOptions,
  name: string,
  count: number,
  isFrom: boolean,
  beside = "",
): string {
  const call = `select ${callOf(name, count)} as answer${beside}`;
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
function guarded(
  options: DatabaseOptions,
  name: string,
  count: number,
  isFrom: boolean,
  beside = "",
): string {
  const credential = [1, 2, 3].map((n) => `$${count + n}`).join(", ");
  const guard = `lateral genesis.is_signed_in($1, ${credential}) as is_signed_in`;
  const from = [
    ...(options.isPooled ? settingsOf(options) : []),
    ...(isFrom ? [clientSetting(count + 4)] : []),
    guard,
  ].join(", ");
  return `select is_signed_in, case when is_signed_in then ${callOf(name, count)} end as answer${beside} from ${from}`;
}

function callOf(name: string, count: number): string {
  const places = Array.from({ length: count }, (_, index) => `$${index + 1}`);
  return `genesis.${name}(${places.join(", ")})`;
}

function settingsOf(options: DatabaseOptions): readonly string[] {
  return Object.entries(sessionSettings({ ...options, lockTimeoutMs: LOCK_TIMEOUT_MS })).map(
    ([key, value], n) => `set_config('${key}', '${value}', true) as setting_${n}`,
  );
}
