/**
 * LISTEN on a connection of its own. A notification is only a wake-up: whoever listens polls as
 * well, and looks right after each (re)LISTEN. The connection notifies itself; one that no longer
 * hears that is replaced, so that a cut of which no side was told is noticed.
 */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { loginUrl } from "./logins.ts";

export interface WakeListenerOptions {
  /** A direct connection's URL: LISTEN hears nothing behind a transaction pooler. */
  readonly url: string;
  readonly applicationName: string;
  readonly channels: readonly string[];
  readonly heartbeatMs: number;
  /** Without its own heartbeat for this long the connection is replaced. */
  readonly silentMs: number;
  /** On each notification and each (re)LISTEN. */
  onWake(): void;
  onReplaced(reason: string): void;
}

export interface WakeListener {
  /** Whether the present connection has heard itself. */
  isHearing(): boolean;
  stop(): Promise<void>;
}

interface Connection {
  /** null until it is known with which login. */
  sql: postgres.Sql | null;
  isClosed: boolean;
  readonly channel: string;
  heardAt: number;
  hasHeard: boolean;
}

export function startWakeListener(options: WakeListenerOptions): WakeListener {
  let connection = connect(options);
  const timer = setInterval(() => {
    if (performance.now() - connection.heardAt > options.silentMs) {
      options.onReplaced(`it heard nothing of itself for ${options.silentMs} ms`);
      close(connection);
      connection = connect(options);
    }
    const { sql, channel } = connection;
    sql?.notify(channel, "").catch(() => undefined);
  }, options.heartbeatMs);
  return {
    isHearing: () => connection.hasHeard,
    async stop() {
      clearInterval(timer);
      connection.isClosed = true;
      await connection.sql?.end({ timeout: 0 });
    },
  };
}

function connect(options: WakeListenerOptions): Connection {
  const connection: Connection = {
    sql: null,
    isClosed: false,
    channel: `genesis_heartbeat_${randomBytes(6).toString("hex")}`,
    heardAt: performance.now(),
    hasHeard: false,
  };
  const listen = async () => {
    const url = await loginUrl("service", options.url);
    if (connection.isClosed) return;
    const sql = open(url, options);
    connection.sql = sql;
    await sql.listen(connection.channel, () => {
      connection.heardAt = performance.now();
      connection.hasHeard = true;
    });
    for (const channel of options.channels) {
      await sql.listen(
        channel,
        () => options.onWake(),
        () => options.onWake(),
      );
    }
    await sql.notify(connection.channel, "");
  };
  // A refused connection is found by its silence.
  listen().catch(() => undefined);
  return connection;
}

function open(url: string, options: WakeListenerOptions): postgres.Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    connect_timeout: Math.max(1, Math.ceil(options.silentMs / 1_000)),
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 1),
    onnotice: () => undefined,
    connection: { application_name: options.applicationName },
  });
}

function close(connection: Connection): void {
  connection.isClosed = true;
  connection.sql?.end({ timeout: 0 }).catch(() => undefined);
}
