/**
 * A session's event stream over EventSource. The browser reconnects by itself and sends
 * Last-Event-ID; what ends for good is opened again here, with growing pauses. After three openings
 * in a row that failed, `polling` says that the state has to be asked for until one succeeds.
 */
import type { DomainEvent, GenerationDelta, GenerationProgress } from "#shared/events.ts";
import { EVENT_TYPES } from "#shared/event-types.ts";

export type StreamStatus = "connecting" | "live" | "reconnecting" | "polling";

export interface StreamHandlers {
  readonly onEvent: (event: DomainEvent) => void;
  readonly onProgress: (progress: GenerationProgress) => void;
  readonly onDelta: (delta: GenerationDelta) => void;
  /** The cursor was not one of the session's: the state has to be fetched. */
  readonly onReset: () => void;
  readonly onStatus: (status: StreamStatus) => void;
}

/** What is used of an EventSource. */
export interface StreamSource {
  readonly readyState: number;
  readonly addEventListener: (
    type: string,
    listener: (message: MessageEvent<string>) => void,
  ) => void;
  readonly close: () => void;
}

export interface StreamOptions {
  /** The address for what comes behind a version. */
  readonly url: (after: number) => string;
  readonly open?: (url: string) => StreamSource;
  /** 0 ≤ x < 1, for the jitter of the pauses. */
  readonly random?: () => number;
}

export interface EventStream {
  /** Opens the one stream, behind version `after`. */
  readonly start: (after: number) => void;
  /** The last version heard of; where a later `start` goes on. */
  readonly position: () => number;
  readonly stop: () => void;
}

/** EventSource.CLOSED */
const CLOSED = 2;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const FAILURES_UNTIL_POLLING = 3;

/** Between half and the whole of 1, 2, 4 … 30 seconds. */
export function pauseMs(failures: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
  return whole / 2 + (whole / 2) * random;
}

export function createStream(options: StreamOptions, handlers: StreamHandlers): EventStream {
  const open = options.open ?? ((url: string): StreamSource => new EventSource(url));
  const random = options.random ?? Math.random;
  let source: StreamSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  let last = 0;

  const failed = (): void => {
    failures += 1;
    handlers.onStatus(failures >= FAILURES_UNTIL_POLLING ? "polling" : "reconnecting");
  };

  const connect = (): void => {
    const opened = open(options.url(last));
    source = opened;
    opened.addEventListener("open", () => {
      failures = 0;
      handlers.onStatus("live");
    });
    opened.addEventListener("error", () => {
      if (source !== opened) return;
      failed();
      // CONNECTING: the browser is already trying again.
      if (opened.readyState !== CLOSED) return;
      opened.close();
      source = null;
      timer = setTimeout(connect, pauseMs(failures, random()));
    });
    for (const type of EVENT_TYPES) {
      opened.addEventListener(type, (message) => {
        const event: DomainEvent = JSON.parse(message.data);
        last = Math.max(last, event.version);
        handlers.onEvent(event);
      });
    }
    opened.addEventListener("genesis.generation.progress", (message) =>
      handlers.onProgress(JSON.parse(message.data)),
    );
    opened.addEventListener("genesis.generation.delta", (message) =>
      handlers.onDelta(JSON.parse(message.data)),
    );
    opened.addEventListener("reset", (message) => {
      const reset: { cursor: number } = JSON.parse(message.data);
      last = reset.cursor;
      handlers.onReset();
    });
  };

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    source?.close();
    source = null;
  };

  return {
    start(after) {
      stop();
      failures = 0;
      last = after;
      handlers.onStatus("connecting");
      connect();
    },
    position: () => last,
    stop,
  };
}
