/**
 * The client of PostgreSQL: statements over a few connections, each with a deadline.
 *
 * Connections are the login's from the start (logins.ts); limits travel as startup parameters. A
 * transaction pooler refuses those, so behind one they travel inside each statement.
 */
import postgres from "postgres";
import { clientOptions } from "./client-options.ts";
import { backOffMs } from "../work/back-off.ts";
import { inTime } from "../work/in-time.ts";
import type { Stoppable } from "../work/lifetime.ts";
import { askToEnd } from "./ask-to-end.ts";
import { type Connection, createConnections } from "./connections.ts";
import { DeadlineExceeded, isConnectionLost, isReadOnly } from "./failure.ts";
import { type LoginKind, loginUrl } from "./logins.ts";
import { createSlots } from "./slots.ts";

export interface StatementsOptions {
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
  readonly lockTimeoutMs: number;
  /** PostgreSQL ends a connection that was silent for this long; absent: never. */
  readonly idleSessionTimeoutMs?: number;
  /** … and one whose answer was not taken for this long, as of a process that was stopped; absent: never. */
  readonly unreadTimeoutMs?: number;
  /** What becomes of json and jsonb, which are their text in arguments. */
  readonly parseJson: (text: string) => unknown;
}

export type StatementArgument = string | number | boolean | null;

export type Row = Readonly<Record<string, unknown>>;

export interface Statements extends Stoppable {
  /**
   * @param account whose statement it is; null for what is nobody's own
   * @param isFirst it goes before all that wait for a connection and are not
   * @returns the first row
   * @throws what isUnavailable() and its like (failure.ts) tell apart
   */
  run(
    sql: string,
    args: readonly StatementArgument[],
    account?: string | null,
    isFirst?: boolean,
  ): Promise<Row | undefined>;
}

const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_SECONDS = 5;
/** PostgreSQL ends a statement at the deadline itself, and its answer takes its way. */
const GRACE_MS = 1_000;
/** For PostgreSQL's word that it ended a statement. */
const CANCEL_ANSWER_MS = 1_000;
/** A database that comes back is found soon. */
const RECONNECT = { firstMs: 100, mostMs: 1_000 } as const;

/** Connects when first asked, and again by itself whenever PostgreSQL is back. */
export function createStatements(options: StatementsOptions): Statements {
  const connections = createConnections(async () =>
    openConnection(options, await loginUrl(options.login, options.url, options.directUrl)),
  );
  const slots = createSlots(options.maxConnections);
  const { deadlineMs, isPooled } = options;

  return {
    async run(sql, args, account = null, isFirst = false) {
      const giveBack = await slots.take(deadlineMs, account, isFirst);
      let connection: Connection;
      try {
        connection = await connections.take();
      } catch (error) {
        giveBack();
        throw error;
      }
      const query = connection.unsafe<Row[]>(sql, [...args], { prepare: !isPooled });
      let isExceeded = false;
      let end: "giveBack" | "leave" | "drop" = "giveBack";
      try {
        const found = await inTime(query, deadlineMs + GRACE_MS);
        if (found.outcome === "DONE") return found.value[0];
        isExceeded = true;
      } catch (error) {
        // postgres.js 3.4 connects again by itself, and takes what it holds of the statement that was
        // under way (its error, its row, what was not sent yet) for the next one's.
        if (isConnectionLost(error)) end = "leave";
        // Others lead to the same server; new ones, perhaps, to the one that took its place.
        if (isReadOnly(error)) end = "drop";
        throw error;
      } finally {
        if (!isExceeded) {
          connections[end](connection);
          giveBack();
        }
      }
      // Behind a pooler nothing else ends it: a setting of its own comes too late for a statement.
      askToEnd(query);
      void isSettledWithin(query, CANCEL_ANSWER_MS).then((isSettled) => {
        if (isSettled) connections.giveBack(connection);
        else connections.drop(connection);
        giveBack();
      });
      throw new DeadlineExceeded(`no answer within ${deadlineMs} ms`);
    },
    stop: () => connections.stop(),
  };
}

/** Whether it ended, however, before the time was over. */
async function isSettledWithin(work: PromiseLike<unknown>, ms: number): Promise<boolean> {
  const end = () => undefined;
  return (await inTime(work.then(end, end), ms)).outcome === "DONE";
}

/** Setting → value, of each connection, or of each statement behind a pooler. */
export function sessionSettings({
  lockTimeoutMs,
  deadlineMs,
}: Pick<StatementsOptions, "lockTimeoutMs" | "deadlineMs">): Readonly<Record<string, string>> {
  return { lock_timeout: String(lockTimeoutMs), statement_timeout: String(deadlineMs) };
}

function openConnection(options: StatementsOptions, url: string): Connection {
  const text = { serialize: (value: unknown) => value };
  return postgres(
    clientOptions(url, {
      max: 1,
      prepare: !options.isPooled,
      // A query of its own at each connect, for array types that are not used here.
      fetch_types: false,
      connect_timeout: CONNECT_TIMEOUT_SECONDS,
      idle_timeout: 60,
      backoff: reconnectSeconds,
      onnotice: () => {},
      types: {
        json: { ...text, to: 114, from: [114, 3802], parse: options.parseJson },
        // Times pass through as text: a Date would lose the microseconds.
        date: { ...text, to: 1184, from: [1082, 1114, 1184], parse: (raw: string): unknown => raw },
      },
      connection: {
        application_name: options.applicationName,
        ...(options.isPooled ? {} : startupParameters(options)),
      },
    }),
  );
}

function startupParameters(options: StatementsOptions): Readonly<Record<string, string | number>> {
  const { idleSessionTimeoutMs, unreadTimeoutMs } = options;
  return {
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    ...sessionSettings(options),
    ...(idleSessionTimeoutMs === undefined ? {} : { idle_session_timeout: idleSessionTimeoutMs }),
    ...(unreadTimeoutMs === undefined ? {} : { tcp_user_timeout: unreadTimeoutMs }),
  };
}

/** As postgres.js asks: after so many connections that were refused, in seconds. */
export function reconnectSeconds(failures: number): number {
  return backOffMs(RECONNECT, failures + 1) / 1_000;
}
