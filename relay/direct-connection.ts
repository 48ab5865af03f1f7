/**
 * Finds out whether the database is reached directly. Behind a transaction-mode pooler two statements
 * of one client run on two of PostgreSQL's connections: LISTEN hears nothing, and a lock stays behind
 * on a connection that somebody else gets next.
 */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { z } from "zod";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { LoginRefusedError, loginUrl } from "#runtime/postgres/logins.ts";
import { createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { inTime } from "#runtime/work/in-time.ts";
import { pause } from "#runtime/work/pause.ts";

export type ConnectionCheck =
  | { readonly outcome: "DIRECT" }
  | { readonly outcome: "POOLED"; readonly reason: string }
  /** No answer: nobody knows yet. */
  | { readonly outcome: "AWAY" };

/** LISTEN and the relay's lock need a direct connection, and the given one is not. */
export class PooledConnectionError extends Error {
  override readonly name = "PooledConnectionError";
  constructor(reason: string) {
    super(
      `DATABASE_DIRECT_URL (DATABASE_URL where that is absent): got a URL that goes through a transaction-mode pooler (${reason}); takes PostgreSQL's own address, since LISTEN and the relay's lock belong to one connection`,
    );
  }
}

/** A value that no server has by itself: whoever does not hand it on is no server. */
const PROBE_IDLE_TIMEOUT = "61234ms";
const CONNECT_TIMEOUT_SECONDS = 3;
const HEAR_WITHIN_MS = 3_000;
const DEADLINE_MS = 8_000;

const answered = z.object({ pid: z.int(), idle_timeout: z.string() });

/** @param url as the relay is going to use it */
export async function checkConnection(url: string): Promise<ConnectionCheck> {
  const asked = await inTime(ask(url), DEADLINE_MS);
  return asked.outcome === "DONE" ? asked.value : { outcome: "AWAY" };
}

async function ask(given: string): Promise<ConnectionCheck> {
  const url = await loginUrl("service", given).catch((error: unknown) => {
    if (error instanceof LoginRefusedError) throw error;
    return null;
  });
  if (url === null) return { outcome: "AWAY" };
  const sql = postgres(
    clientOptions(url, {
      max: 1,
      fetch_types: false,
      prepare: false,
      connect_timeout: CONNECT_TIMEOUT_SECONDS,
      onnotice: () => undefined,
      connection: {
        application_name: "genesis relay check",
        // In milliseconds, as everywhere where no unit is given.
        idle_session_timeout: Number.parseInt(PROBE_IDLE_TIMEOUT, 10),
      },
    }),
  );
  try {
    const rows = await sql`
      select pg_backend_pid() as pid, current_setting('idle_session_timeout') as idle_timeout`;
    const { pid, idle_timeout } = answered.parse(rows[0]);
    if (idle_timeout !== PROBE_IDLE_TIMEOUT) {
      return pooled("it drops a connection's start-up parameters");
    }
    // A pooler answers the client's start with a number of its own in place of the process's.
    if (rows.state.pid === pid || (await isHeard(url))) return { outcome: "DIRECT" };
    return pooled("a NOTIFY is not heard by who LISTENs");
  } catch (error) {
    return isParameterRefused(error)
      ? pooled("it refuses a connection's start-up parameters")
      : { outcome: "AWAY" };
  } finally {
    await sql.end({ timeout: 0 }).catch(() => undefined);
  }
}

function pooled(reason: string): ConnectionCheck {
  return { outcome: "POOLED", reason };
}

/** As PgBouncer says it: protocol violation, "unsupported startup parameter: …". */
function isParameterRefused(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/i.test(error.message);
}

/** A session-mode pooler keeps one connection for each client: there a NOTIFY arrives. */
async function isHeard(url: string): Promise<boolean> {
  const listener = createWakeListener({
    url,
    applicationName: "genesis relay check",
    // What others notify proves nothing: a pooler gives one connection's notifications to another.
    ownHeartbeat: `genesis_heartbeat_${randomUUID()}`,
    channels: {},
    heartbeatMs: 100,
    silentMs: HEAR_WITHIN_MS * 2,
    onListening: () => undefined,
    onReplaced: () => undefined,
  });
  listener.start();
  try {
    const deadline = performance.now() + HEAR_WITHIN_MS;
    while (!listener.isHearing() && performance.now() < deadline) await pause(20);
    return listener.isHearing();
  } finally {
    await listener.stop();
  }
}
