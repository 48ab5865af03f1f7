/**
 * Calls of SQL functions over a pool: one statement a call. Answers come back as JSON text, so that
 * a big one passes through unparsed.
 *
 * Connections lower themselves to a role by startup parameters. A transaction pooler refuses those,
 * so behind one the same settings travel inside each statement.
 */
import postgres from "postgres";
import { DeadlineExceeded } from "./failure.ts";
import { createSlots } from "./slots.ts";

export interface DatabaseOptions {
  readonly url: string;
  readonly role: "genesis_app" | "genesis_service";
  /** Connections go through a transaction pooler: no prepared statements, no startup parameters. */
  readonly isPooled: boolean;
  readonly maxConnections: number;
  /**
   * For one statement, and as long again for the wait for a connection; longer is DeadlineExceeded.
   * PostgreSQL ends a statement by then itself, so without its answer the connections are dead.
   */
  readonly deadlineMs: number;
  readonly applicationName: string;
}

export type Argument = string | number | null;

export interface Database {
  /**
   * `select genesis.<name>(…)`: the answer as JSON text, or null for SQL's null.
   * @throws what isUnavailable() and its like tell apart
   */
  call(name: string, args: readonly Argument[]): Promise<string | null>;
  stop(): Promise<void>;
}

const LOCK_TIMEOUT_MS = 2_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_SECONDS = 5;

type Pool = ReturnType<typeof openPool>;

export function createDatabase(options: DatabaseOptions): Database {
  let pool: Pool | null = null;
  let isStopped = false;
  const slots = createSlots(options.maxConnections);

  function current(): Pool {
    if (isStopped) throw new DeadlineExceeded("the database was stopped");
    pool ??= openPool(options);
    return pool;
  }

  /** Connections that no longer answer, and give no sign of it, are left behind. */
  function replace(silent: Pool): void {
    if (pool !== silent) return;
    pool = null;
    silent.end({ timeout: 0 }).catch(() => {});
  }

  return {
    async call(name, args) {
      const giveBack = await slots.take(options.deadlineMs);
      try {
        const used = current();
        const query = used.unsafe<{ answer: string | null }[]>(
          statement(name, args.length, options),
          [...args],
          { prepare: !options.isPooled },
        );
        const rows = await withDeadline(query, options.deadlineMs, () => replace(used));
        return rows[0]?.answer ?? null;
      } finally {
        giveBack();
      }
    },
    async stop() {
      isStopped = true;
      await pool?.end({ timeout: 1 });
      pool = null;
    },
  };
}

function statement(name: string, count: number, options: DatabaseOptions): string {
  const places = Array.from({ length: count }, (_, index) => `$${index + 1}`).join(", ");
  const call = `select genesis.${name}(${places}) as answer`;
  if (!options.isPooled) return call;
  // What stands in FROM is evaluated before the call, in the same transaction.
  const settings = Object.entries(sessionSettings(options)).map(
    ([key, value]) => `set_config('${key}', '${value}', true)`,
  );
  return `${call} from ${settings.map((setting, n) => `${setting} as setting_${n}`).join(", ")}`;
}

function sessionSettings(options: DatabaseOptions): Record<string, string> {
  return {
    ...(isLoginOf(options.url, options.role) ? {} : { role: options.role }),
    lock_timeout: String(LOCK_TIMEOUT_MS),
    statement_timeout: String(options.deadlineMs),
  };
}

function isLoginOf(url: string, role: string): boolean {
  return URL.canParse(url) && decodeURIComponent(new URL(url).username) === role;
}

function openPool(options: DatabaseOptions) {
  return postgres(options.url, {
    max: options.maxConnections,
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

async function withDeadline<T>(
  work: PromiseLike<T>,
  deadlineMs: number,
  onExceeded: () => void,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineExceeded(`no answer within ${deadlineMs} ms`));
      onExceeded();
    }, deadlineMs + 1_000);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
