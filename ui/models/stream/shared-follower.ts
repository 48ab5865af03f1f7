/**
 * A tab's side of the shared worker. Where there is no such worker, or it does not answer, the tab
 * opens a connection of its own and says no more of it.
 */
import type { Follower, Following, StreamHandlers } from "./follower.ts";
import { ALIVE_INTERVAL_MS, type TabMessage, type WorkerMessage } from "./messages.ts";

/** What is used of a SharedWorker. */
export interface WorkerPort {
  readonly postMessage: (message: TabMessage) => void;
  readonly listen: (onMessage: (message: WorkerMessage) => void, onError: () => void) => void;
}

export interface SharedFollowerOptions {
  readonly port: WorkerPort;
  readonly ownFollower: () => Follower;
}

/** A worker that has not said hello by then does not run. */
const HELLO_MS = 5_000;

interface Followed {
  readonly session_id: string;
  readonly handlers: StreamHandlers;
  position: number;
  /** On the tab's own connection. */
  own: Following | null;
}

export function createSharedFollower({ port, ownFollower }: SharedFollowerOptions): Follower {
  const followed = new Map<number, Followed>();
  let nextId = 1;
  let own: Follower | null = null;
  let isWelcome = false;

  function ask(id: number, { session_id, position }: Followed): void {
    port.postMessage({ type: "follow", id, session_id, after: position });
  }

  function askAgain(): void {
    if (own !== null) return;
    for (const [id, entry] of followed) {
      ask(id, entry);
      entry.handlers.onReset();
    }
  }

  function followByItself(by: Follower, entry: Followed): void {
    entry.own = by.follow(entry.session_id, entry.position, entry.handlers);
  }

  function fallBack(): void {
    if (own !== null) return;
    own = ownFollower();
    clearInterval(alive);
    for (const entry of followed.values()) followByItself(own, entry);
  }

  function take(message: WorkerMessage): void {
    if (own !== null) return;
    if (message.type === "hello") {
      if (isWelcome) askAgain();
      isWelcome = true;
      return;
    }
    const entry = followed.get(message.id);
    if (!entry) return;
    const { handlers } = entry;
    switch (message.type) {
      case "event":
        entry.position = Math.max(entry.position, message.event.version);
        return handlers.onEvent(message.event);
      case "progress":
        return handlers.onProgress(message.progress);
      case "delta":
        return handlers.onDelta(message.delta);
      case "missed":
        entry.position = Math.max(entry.position, message.version);
        return handlers.onMissed(message.version);
      case "reset":
        return handlers.onReset();
      case "status":
        return handlers.onStatus(message.status);
      default:
        message satisfies never;
    }
  }

  port.listen(take, () => {
    if (!isWelcome) fallBack();
  });
  setTimeout(() => {
    if (!isWelcome) fallBack();
  }, HELLO_MS);
  const alive = setInterval(() => port.postMessage({ type: "alive" }), ALIVE_INTERVAL_MS);
  if (typeof window !== "undefined") {
    window.addEventListener("pagehide", () => port.postMessage({ type: "bye" }));
    // Back from the browser's cache of pages, where the worker has let go of this tab.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) askAgain();
    });
  }

  return {
    isShared: () => own === null,
    follow(session_id, after, handlers) {
      const id = nextId++;
      const entry: Followed = { session_id, handlers, position: after, own: null };
      followed.set(id, entry);
      if (own === null) {
        handlers.onStatus("connecting");
        ask(id, entry);
      } else {
        followByItself(own, entry);
      }
      return {
        position: () => entry.own?.position() ?? entry.position,
        stop() {
          followed.delete(id);
          if (entry.own === null) port.postMessage({ type: "leave", id });
          else entry.own.stop();
        },
      };
    },
    check() {
      if (own === null) port.postMessage({ type: "check" });
      else own.check();
    },
  };
}
