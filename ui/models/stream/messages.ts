/** What a tab and the worker that holds the browser's one stream say to each other. */
import type { DomainEvent, GenerationDelta, GenerationProgress } from "#shared/events/events.ts";
import type { StreamStatus } from "./follower.ts";

/** `id` is the tab's name of one following. */
export type TabMessage =
  | {
      readonly type: "follow";
      readonly id: number;
      readonly session_id: string;
      readonly after: number;
    }
  | { readonly type: "leave"; readonly id: number }
  | { readonly type: "check" }
  /** Said every so often: nothing tells a worker that a tab has crashed. */
  | { readonly type: "alive" }
  | { readonly type: "bye" };

export type WorkerMessage =
  /** The worker runs; said again to a tab that it had given up: what it follows has to be said again. */
  | { readonly type: "hello" }
  | { readonly type: "event"; readonly id: number; readonly event: DomainEvent }
  | { readonly type: "progress"; readonly id: number; readonly progress: GenerationProgress }
  | { readonly type: "delta"; readonly id: number; readonly delta: GenerationDelta }
  | { readonly type: "missed"; readonly id: number; readonly version: number }
  | { readonly type: "reset"; readonly id: number }
  | { readonly type: "status"; readonly id: number; readonly status: StreamStatus };

/** How often a tab says that it is alive; browsers slow a hidden tab's timers to once a minute. */
export const ALIVE_INTERVAL_MS = 20_000;
/** A tab that was not heard for this long has crashed, or sleeps. */
export const TAB_GONE_MS = 150_000;
