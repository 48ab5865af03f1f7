/**
 * Calls of SQL functions by a service (relay, callback): one statement a call, by the service's login.
 * For direct connections: settings travel as startup parameters, which a transaction pooler refuses.
 */
import postgres from "postgres";
import type { ServiceFunction } from "./entry-functions.ts";
import { loginUrl } from "./logins.ts";

export interface ServiceDatabaseOptions {
  /** A direct connection's URL. */
  readonly url: string;
  readonly applicationName: string;
  readonly maxConnections: number;
  /** For one call with the wait for a connection; after it the pool is taken for dead and replaced. */
  readonly deadlineMs: number;
  readonly lockTimeoutMs: number;
  /** PostgreSQL ends a connection that was silent for this long; absent: never. */
  readonly idleSessionTimeoutMs?: number;
  /** … and one whose answer was not taken for this long, as of a process that was stopped; absent: never. */
  readonly unreadTimeoutMs?: number;
}

export type Argument = string | number | null | Readonly<Record<string, unknown>>;

export interface ServiceDatabase {
  /** `select genesis.<name>(…)`: what it returned, jsonb as a parsed value. */
  call(name: ServiceFunction, ...args: readonly Argument[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** No answer in time: the connection may be cut without either side having been told. */
export class DeadlineExceededError extends Error {
  override readonly name = "DeadlineExceededError";
}

/** An array argument, as PostgreSQL reads it; for ids and numbers, which need no quotes. */
export function arrayArgument(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}

/** Connects when first called, and again by itself whenever PostgreSQL is back. */
export function createServiceDatabase(options: ServiceDatabaseOptions): ServiceDatabase {
  let pool: postgres.Sql | null = null;
  let opening: Promise<postgres.Sql> | null = null;
  let isStopped = false;

  /** One for all that ask for it meanwhile. */
  async function openOnce(): Promise<postgres.Sql> {
    try {
      const url = await loginUrl("service", options.url);
      if (isStopped) throw stopped();
      pool = open(options, url);
      return pool;
    } finally {
      opening = null;
    }
  }

  return {
    async call(name, ...args) {
      if (isStopped) throw stopped();
      const used = pool ?? (await (opening ??= openOnce()));
      const places = args.map((_, index) => `$${index + 1}`).join(", ");
      const query = used.unsafe<{ answer: unknown }[]>(
        `select genesis.${name}(${places}) as answer`,
        args.map((value) =>
          value !== null && typeof value === "object" ? JSON.stringify(value) : value,
        ),
        { prepare: true },
      );
      const rows = await withDeadline(query, options.deadlineMs, () => {
        if (pool === used) pool = null;
        used.end({ timeout: 0 }).catch(() => undefined);
      });
      return rows[0]?.answer ?? null;
    },
    async stop() {
      isStopped = true;
      await opening?.catch(() => undefined);
      await pool?.end({ timeout: 1 });
      pool = null;
    },
  };
}

function stopped(): DeadlineExceededError {
  return new DeadlineExceededError("the database was stopped");
}

function open(options: ServiceDatabaseOptions, url: string): postgres.Sql {
  const text = { serialize: (value: string) => value };
  return postgres(url, {
    max: options.maxConnections,
    fetch_types: false,
    connect_timeout: Math.max(1, Math.ceil(options.deadlineMs / 1_000)),
    // Seconds; a database that comes back is found soon.
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 1),
    onnotice: () => undefined,
    types: {
      // Arguments are JSON text already; what comes back is parsed.
      json: {
        ...text,
        to: 114,
        from: [114, 3802],
        parse: (raw: string): unknown => JSON.parse(raw),
      },
      // Times pass through as text: a Date would lose the microseconds.
      date: { ...text, to: 1184, from: [1082, 1114, 1184], parse: (raw: string) => raw },
    },
    connection: {
      application_name: options.applicationName,
      lock_timeout: options.lockTimeoutMs,
      statement_timeout: options.deadlineMs,
      idle_in_transaction_session_timeout: 5_000,
      ...(options.idleSessionTimeoutMs === undefined
        ? {}
        : { idle_session_timeout: options.idleSessionTimeoutMs }),
      ...(options.unreadTimeoutMs === undefined
        ? {}
        : { tcp_user_timeout: options.unreadTimeoutMs }),
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
      reject(new DeadlineExceededError(`no answer from the database within ${deadlineMs} ms`));
      onExceeded();
    }, deadlineMs + 500);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
