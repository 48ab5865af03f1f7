/**
 * Follows any number of sessions over one connection of its own. A connection that broke, fell
 * silent or slept with its laptop is replaced, each session from the version that was last heard, so
 * nothing is missed; `polling` says that streams do not get through: after three failures in a row, and
 * at once where one is held back on its way.
 */
import type { DomainEvent, GenerationDelta, GenerationProgress } from "#shared/events/events.ts";
import { EVENT_TYPES } from "#shared/event-types.ts";
import { type Connect, connect, type StreamBlock } from "./connection.ts";
import { followUrl } from "./follow-url.ts";
import type { Follower, StreamHandlers, StreamStatus } from "./follower.ts";
import { pauseMs } from "./pause.ts";

export interface DirectFollowerOptions {
  readonly connect?: Connect;
  /** 0 ≤ x < 1, for the jitter of the pauses. */
  readonly random?: () => number;
}

/** Sessions that are opened together are asked for together. */
const GATHER_MS = 20;
/** A session that nobody follows any more stays on the connection for this long. */
const LINGER_MS = 10_000;
const FAILURES_UNTIL_POLLING = 3;
const TICK_MS = 5_000;
/** A tick that is this late: the device slept. */
const SLEPT_MS = 20_000;
/** The edge sends a comment every 15 s. */
const SILENT_MS = 40_000;
/** The edge writes its first block at once: what holds it back is a proxy that buffers. */
const HELD_BACK_MS = 2_000;
const FIRST_BLOCK_MS = 10_000;
/** A look at a connection that was silent for this long replaces it. */
const DOUBTFUL_MS = 20_000;

const DURABLE: ReadonlySet<string> = new Set(EVENT_TYPES);

interface Member {
  readonly handlers: StreamHandlers;
  position: number;
}

interface Followed {
  /** Where the connection stands. */
  position: number;
  readonly members: Set<Member>;
}

export function createDirectFollower(options: DirectFollowerOptions = {}): Follower {
  const open = options.connect ?? connect;
  const random = options.random ?? Math.random;
  const followed = new Map<string, Followed>();
  let close: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let ticks: ReturnType<typeof setInterval> | null = null;
  let late: ReturnType<typeof setTimeout> | undefined;
  let status: StreamStatus = "connecting";
  let failures = 0;
  let isHeard = false;
  let heardAt = 0;
  let tickedAt = 0;

  function tell(act: (handlers: StreamHandlers) => void): void {
    for (const { members } of followed.values()) for (const { handlers } of members) act(handlers);
  }

  function become(next: StreamStatus): void {
    if (status === next) return;
    status = next;
    tell((handlers) => handlers.onStatus(next));
  }

  function disconnect(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    clearTimeout(late);
    close?.();
    close = null;
  }

  function connectIn(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(reconnect, ms);
  }

  function reconnect(): void {
    disconnect();
    if (followed.size === 0) return rest();
    isHeard = false;
    heardAt = Date.now();
    const positions = [...followed].map(([id, { position }]) => [id, position] as const);
    close = open(followUrl(positions), { onHeard: heard, onBlock: take, onEnd: failed });
    late = setTimeout(() => become("polling"), HELD_BACK_MS);
    if (ticks !== null) return;
    tickedAt = Date.now();
    ticks = setInterval(tick, TICK_MS);
  }

  function rest(): void {
    disconnect();
    if (ticks !== null) clearInterval(ticks);
    ticks = null;
    status = "connecting";
    failures = 0;
  }

  function heard(): void {
    heardAt = Date.now();
    if (isHeard) return;
    isHeard = true;
    clearTimeout(late);
    failures = 0;
    become("live");
  }

  /** @param refused the status of an answer that was no stream */
  function failed(refused: number | null): void {
    disconnect();
    failures += 1;
    const isPolling = status === "polling" || failures >= FAILURES_UNTIL_POLLING;
    become(isPolling ? "polling" : "reconnecting");
    // Signed out, or no such session: the state's answer says so.
    if (refused === 401 || refused === 404) tell((handlers) => handlers.onReset());
    connectIn(pauseMs(failures, random()));
  }

  function tick(): void {
    const now = Date.now();
    const slept = now - tickedAt > SLEPT_MS;
    tickedAt = now;
    if (slept) {
      reconnect();
      tell((handlers) => handlers.onReset());
    } else if (close !== null && now - heardAt > (isHeard ? SILENT_MS : FIRST_BLOCK_MS)) {
      failed(null);
    }
  }

  function take({ event, data }: StreamBlock): void {
    const { session_id }: { session_id: string } = JSON.parse(data);
    const session = followed.get(session_id);
    if (!session) return;
    const each = (act: (handlers: StreamHandlers) => void) => {
      for (const { handlers } of session.members) act(handlers);
    };
    if (event === "genesis.generation.progress") {
      const progress: GenerationProgress = JSON.parse(data);
      each((handlers) => handlers.onProgress(progress));
    } else if (event === "genesis.generation.delta") {
      const delta: GenerationDelta = JSON.parse(data);
      each((handlers) => handlers.onDelta(delta));
    } else if (event === "reset") {
      const { cursor }: { cursor: number } = JSON.parse(data);
      session.position = cursor;
      for (const member of session.members) member.position = cursor;
      each((handlers) => handlers.onReset());
    } else if (event === "missing") {
      each((handlers) => handlers.onReset());
    } else if (DURABLE.has(event)) {
      const happened: DomainEvent = JSON.parse(data);
      session.position = Math.max(session.position, happened.version);
      for (const member of session.members) {
        if (happened.version <= member.position) continue;
        member.position = happened.version;
        member.handlers.onEvent(happened);
      }
    }
  }

  function join(session_id: string, member: Member): void {
    const session = followed.get(session_id);
    if (session) {
      session.members.add(member);
      member.handlers.onStatus(status);
      if (session.position <= member.position) return;
      member.position = session.position;
      member.handlers.onMissed(session.position);
      return;
    }
    followed.set(session_id, { position: member.position, members: new Set([member]) });
    member.handlers.onStatus(status);
    connectIn(GATHER_MS);
  }

  function leave(session_id: string, member: Member): void {
    const session = followed.get(session_id);
    if (!session?.members.delete(member) || session.members.size > 0) return;
    followed.delete(session_id);
    if (followed.size === 0) rest();
    else if (timer === null) connectIn(LINGER_MS);
  }

  return {
    isShared: () => false,
    follow(session_id, after, handlers) {
      const member: Member = { handlers, position: after };
      join(session_id, member);
      return { position: () => member.position, stop: () => leave(session_id, member) };
    },
    check() {
      if (followed.size === 0) return;
      if (close === null || Date.now() - heardAt > DOUBTFUL_MS) reconnect();
    },
  };
}
