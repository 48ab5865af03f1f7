/** Following sessions live: what a page asks for and hears, whoever holds the connection. */
import type { DomainEvent, GenerationDelta, GenerationProgress } from "#shared/events/events.ts";

export type StreamStatus = "connecting" | "live" | "reconnecting" | "polling";

export interface StreamHandlers {
  readonly onEvent: (event: DomainEvent) => void;
  readonly onProgress: (progress: GenerationProgress) => void;
  readonly onDelta: (delta: GenerationDelta) => void;
  /** The session stands at this version at least, and the events up to it are not told one by one. */
  readonly onMissed: (version: number) => void;
  /** What was shown may be wrong: the state has to be fetched. */
  readonly onReset: () => void;
  /** `polling`: streams do not get through; the state has to be asked for until it is `live`. */
  readonly onStatus: (status: StreamStatus) => void;
}

export interface Following {
  /** The last version heard of; where a later `follow` goes on. */
  readonly position: () => number;
  readonly stop: () => void;
}

export interface Follower {
  /** Whether other tabs use the same connection; one of its own is given back by a hidden tab. */
  readonly isShared: () => boolean;
  /** Tells what comes behind version `after`, from the status on. */
  readonly follow: (session_id: string, after: number, handlers: StreamHandlers) => Following;
  /** Somebody looks again, or the network is back: a connection that may be dead is replaced. */
  readonly check: () => void;
}
