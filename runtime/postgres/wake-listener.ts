/**
 * LISTEN on a connection of its own. A notification is only a wake-up: whoever listens polls as
 * well, and looks right after each (re)LISTEN, since what was notified meanwhile is lost.
 *
 * A connection that hears nothing is dead, whatever its socket says, and is replaced. All listeners
 * share one heartbeat: who has heard nothing for a while notifies, and all the others heard it as well,
 * so that the heartbeats of N listeners are one notification an interval and not N, each of which wakes
 * N (before PostgreSQL 19 a notification wakes every listener of the database).
 */
import postgres from "postgres";
import { clientOptions } from "./client-options.ts";
import { pause } from "../work/pause.ts";
import { type HeardConnection, type ReplacedConnection, replaced } from "../work/replaced.ts";
import { loginUrl } from "./logins.ts";
import { reconnectSeconds } from "./statements.ts";

export interface WakeListenerOptions {
  /** A direct connection's URL: LISTEN hears nothing behind a transaction pooler. */
  readonly url: string;
  readonly applicationName: string;
  /** Channel → what is done at each notification on it, with its text. */
  readonly channels: Readonly<Record<string, (text: string) => void>>;
  readonly heartbeatMs: number;
  /** Without hearing anything for this long the connection is replaced. */
  readonly silentMs: number;
  /** Heard by this one alone; absent: the one that all share. */
  readonly ownHeartbeat?: string;
  /** After each (re)LISTEN. */
  readonly onListening: () => void;
  readonly onReplaced: (reason: string) => void;
}

export type WakeListener = ReplacedConnection;

const LOOK_EVERY_MS = 250;
const HEARTBEAT_CHANNEL = "genesis_heartbeat";
/** Of its interval, by chance: so that not all who have heard nothing notify at once. */
const HEARTBEAT_SPREAD = 0.5;

export function createWakeListener(options: WakeListenerOptions): WakeListener {
  return replaced(() => new ListeningConnection(options), options.onReplaced);
}

class ListeningConnection implements HeardConnection {
  readonly #options: WakeListenerOptions;
  #sql: postgres.Sql | null = null;
  #isListening = false;
  #isOver = false;
  #fault: string | null = null;
  #heardAt = performance.now();
  #hasHeard = false;

  readonly #heartbeat: string;

  constructor(options: WakeListenerOptions) {
    this.#options = options;
    this.#heartbeat = options.ownHeartbeat ?? HEARTBEAT_CHANNEL;
  }

  isHearing(): boolean {
    return this.#hasHeard;
  }

  async untilSilent(signal: AbortSignal): Promise<string> {
    const { heartbeatMs } = this.#options;
    // Nothing of the connection is awaited: one that does not answer must not hold up noticing it.
    this.#listen().catch((error: unknown) => {
      this.#fault = error instanceof Error ? error.message : String(error);
    });
    let beatAt = 0;
    while (!signal.aborted && !this.#isFaulty()) {
      const now = performance.now();
      const isDue = !this.#hasHeard || now - this.#heardAt >= heartbeatMs;
      if (this.#isListening && isDue && now >= beatAt) {
        beatAt = now + heartbeatMs;
        this.#sql?.notify(this.#heartbeat, "").catch(() => undefined);
      }
      // At most half of the interval, by chance: one of many is the first.
      await pause(
        Math.min(heartbeatMs, LOOK_EVERY_MS) * (1 - HEARTBEAT_SPREAD * Math.random()),
        signal,
      );
    }
    this.#isOver = true;
    await this.#sql?.end({ timeout: 0 }).catch(() => undefined);
    return this.#fault ?? "stopped";
  }

  #isFaulty(): boolean {
    const { silentMs } = this.#options;
    if (performance.now() - this.#heardAt > silentMs) {
      this.#fault ??= `it heard nothing of itself for ${silentMs} ms`;
    }
    return this.#fault !== null;
  }

  async #listen(): Promise<void> {
    const url = await loginUrl("service", this.#options.url);
    if (this.#isOver) return;
    const sql = open(url, this.#options);
    this.#sql = sql;
    const heard = () => {
      this.#heardAt = performance.now();
      this.#hasHeard = true;
    };
    for (const [channel, onNotified] of Object.entries(this.#options.channels)) {
      await sql.listen(channel, (text) => {
        heard();
        onNotified(text);
      });
    }
    // Last: once this one is listened to again, so are the others.
    await sql.listen(this.#heartbeat, heard, () => {
      this.#heardAt = performance.now();
      if (!this.#isOver) this.#options.onListening();
    });
    this.#isListening = true;
  }
}

function open(url: string, options: WakeListenerOptions): postgres.Sql {
  return postgres(
    clientOptions(url, {
      max: 1,
      prepare: false,
      fetch_types: false,
      connect_timeout: Math.max(1, Math.ceil(options.silentMs / 1_000)),
      backoff: reconnectSeconds,
      onnotice: () => undefined,
      connection: { application_name: options.applicationName },
    }),
  );
}
