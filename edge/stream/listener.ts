/**
 * One LISTEN connection. It hears its own heartbeat on a private channel; where that stops, the
 * connection is dead, whatever the socket says, and is replaced. Each time it listens (again) the
 * hub fetches, as what was notified meanwhile is lost.
 */
import postgres from "postgres";
import { loginUrl } from "#runtime/postgres/logins.ts";

export interface ListenerOptions {
  /** A direct connection: LISTEN needs one. */
  readonly url: string;
  readonly onEvents: () => void;
  readonly onProgress: () => void;
  readonly onAccounts: () => void;
  readonly onListening: () => void;
  readonly onReplaced: (why: string) => void;
  readonly heartbeatIntervalMs: number;
  readonly silentAfterMs: number;
}

export const LISTENER_DEFAULTS = { heartbeatIntervalMs: 2_000, silentAfterMs: 6_000 } as const;

export interface Listener {
  start(): void;
  stop(): Promise<void>;
}

const RETRY_MS = 500;

export function createListener(options: ListenerOptions): Listener {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const why = await listenUntilSilent(options, stopping.signal);
      if (stopping.signal.aborted) return;
      options.onReplaced(why);
      await pause(RETRY_MS, stopping.signal);
    }
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** @returns why it ended */
async function listenUntilSilent(options: ListenerOptions, signal: AbortSignal): Promise<string> {
  const own = `genesis_edge_${crypto.randomUUID().replaceAll("-", "")}`;
  let sql: postgres.Sql;
  try {
    sql = openConnection(await loginUrl("service", options.url));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  let heardAtMs = Date.now();
  const isSilent = () => Date.now() - heardAtMs > options.silentAfterMs;
  try {
    await Promise.race([
      listenAll(sql, options, own, () => {
        heardAtMs = Date.now();
      }),
      untilSilent(isSilent, signal),
    ]);
    while (!signal.aborted && !isSilent()) {
      // Not awaited: a connection that no longer answers must not hold up noticing it.
      sql.notify(own, "").catch(() => {});
      await pause(options.heartbeatIntervalMs, signal);
    }
    return "silent";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await sql.end({ timeout: 0 }).catch(() => {});
  }
}

function openConnection(url: string): postgres.Sql {
  return postgres(url, {
    max: 1,
    fetch_types: false,
    prepare: false,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "genesis-edge-listen" },
  });
}

async function listenAll(
  sql: postgres.Sql,
  options: ListenerOptions,
  own: string,
  onHeard: () => void,
): Promise<void> {
  await sql.listen("genesis_events", options.onEvents);
  await sql.listen("genesis_progress", options.onProgress);
  await sql.listen("genesis_accounts", options.onAccounts);
  await sql.listen(own, onHeard, () => {
    onHeard();
    options.onListening();
  });
}

async function untilSilent(isSilent: () => boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !isSilent()) await pause(250, signal);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
