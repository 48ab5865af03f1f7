/** The worker's side: every tab's followings on one follower, that is on one connection. */
import type { Follower, Following } from "./follower.ts";
import { TAB_GONE_MS, type TabMessage, type WorkerMessage } from "./messages.ts";

/** What is used of a MessagePort. */
export interface TabPort {
  readonly postMessage: (message: WorkerMessage) => void;
  readonly listen: (onMessage: (message: TabMessage) => void) => void;
}

interface Tab {
  readonly followings: Map<number, Following>;
  heardAt: number;
}

export interface TabServer {
  readonly connect: (port: TabPort) => void;
  /** Lets go of what tabs followed that are gone without a word. */
  readonly sweep: () => void;
}

export function createTabServer(follower: Follower): TabServer {
  const tabs = new Map<TabPort, Tab>();

  function drop(port: TabPort): void {
    const tab = tabs.get(port);
    tabs.delete(port);
    for (const following of tab?.followings.values() ?? []) following.stop();
  }

  function welcome(port: TabPort): Tab {
    const tab: Tab = { followings: new Map(), heardAt: Date.now() };
    tabs.set(port, tab);
    port.postMessage({ type: "hello" });
    return tab;
  }

  function follow(port: TabPort, tab: Tab, id: number, session_id: string, after: number): void {
    tab.followings.get(id)?.stop();
    const say = port.postMessage;
    tab.followings.set(
      id,
      follower.follow(session_id, after, {
        onEvent: (event) => say({ type: "event", id, event }),
        onProgress: (progress) => say({ type: "progress", id, progress }),
        onDelta: (delta) => say({ type: "delta", id, delta }),
        onMissed: (version) => say({ type: "missed", id, version }),
        onReset: () => say({ type: "reset", id }),
        onStatus: (status) => say({ type: "status", id, status }),
      }),
    );
  }

  function take(port: TabPort, message: TabMessage): void {
    if (message.type === "bye") return drop(port);
    const tab = tabs.get(port) ?? welcome(port);
    tab.heardAt = Date.now();
    switch (message.type) {
      case "follow":
        return follow(port, tab, message.id, message.session_id, message.after);
      case "leave":
        tab.followings.get(message.id)?.stop();
        tab.followings.delete(message.id);
        return;
      case "check":
        return follower.check();
      case "alive":
        return;
      default:
        message satisfies never;
    }
  }

  return {
    connect(port) {
      welcome(port);
      port.listen((message) => take(port, message));
    },
    sweep() {
      for (const [port, { heardAt }] of tabs) if (Date.now() - heardAt > TAB_GONE_MS) drop(port);
    },
  };
}
