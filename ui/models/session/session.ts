/**
 * One session, followed live: its state, what is being written, what was chosen a moment ago, and
 * the commands that change it. Shared by everything on the studio's page.
 */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { CommandType } from "#shared/commands/command-table.ts";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import { type Api, type CommandRequest, createApi } from "../browser/api.ts";
import { createChoices, type Working } from "./choices.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createElsewhere } from "./elsewhere.ts";
import { fromState, type LiveGeneration, withDelta, withProgress } from "./live-generation.ts";
import { type PageHandlers, watchPage } from "../browser/page-events.ts";
import { createPresses, failPress } from "./presses.ts";
import type { FailedPress, SendOutcome } from "./send-outcome.ts";
import { createStateSource, type Opening } from "./state-source.ts";
import type { Follower, Following, StreamStatus } from "../stream/follower.ts";
import { pageFollower } from "../stream/page-follower.ts";

export type Connection = StreamStatus | "offline";

export interface SessionModel {
  readonly session_id: string;
  readonly drafts: Drafts;
  readonly state: ReadonlySignal<SessionState | null>;
  readonly opening: ReadonlySignal<Opening>;
  readonly connection: ReadonlySignal<Connection>;
  readonly live: ReadonlySignal<LiveGeneration | null>;
  /** The commands that are on their way. */
  readonly sending: ReadonlySignal<ReadonlySet<CommandType>>;
  readonly failedPress: ReadonlySignal<FailedPress | null>;
  /** Another device or tab has changed the book since the writer last did. */
  readonly changedElsewhere: ReadonlySignal<boolean>;
  /** The version of the last durable event, for what follows the log. */
  readonly lastVersion: ReadonlySignal<number>;
  readonly start: () => void;
  readonly stop: () => void;
  readonly refresh: () => Promise<void>;
  /** Sends one command; `onRetry` is what "try again" does where it does not arrive. */
  readonly send: (request: CommandRequest, onRetry?: () => void) => Promise<SendOutcome>;
  /** What is chosen and locked, with the press that is still on its way. */
  readonly working: (stage: Stage) => Working | null;
  readonly select: (stage: Stage, working: Working) => Promise<SendOutcome>;
  readonly dismissFailure: () => void;
  readonly dismissChanged: () => void;
}

export interface SessionModelOptions {
  readonly api?: Api;
  readonly drafts?: Drafts;
  readonly follower?: Follower;
}

const POLL_MS = 2_000;
/** A hidden tab gives a connection of its own back: browsers allow six per host on HTTP/1.1. */
const HIDDEN_MS = 5_000;

export function createSessionModel(
  session_id: string,
  options: SessionModelOptions = {},
): SessionModel {
  const api = options.api ?? createApi();
  const drafts = options.drafts ?? createDrafts(session_id);
  const presses = createPresses();
  const live = signal<LiveGeneration | null>(null);
  const sending = signal<ReadonlySet<CommandType>>(new Set());
  const failedPress = signal<FailedPress | null>(null);
  const lastVersion = signal(0);
  const streamStatus = signal<StreamStatus>("connecting");
  const onLine = signal(typeof navigator === "undefined" || navigator.onLine !== false);
  const elsewhere = createElsewhere();
  let pollTimer: ReturnType<typeof setTimeout> | null = null;
  let hiddenTimer: ReturnType<typeof setTimeout> | null = null;
  let started = false;

  const source = createStateSource(
    (signal) => api.getState(session_id, signal),
    (state) => {
      const pending = state.pending_commands[0];
      live.value = pending ? fromState(live.value, pending) : null;
      lastVersion.value = Math.max(lastVersion.value, state.version);
      choices.arrived(state.version);
    },
  );

  const follower = options.follower ?? pageFollower();
  let following: Following | null = null;

  function follow(after: number): void {
    following = follower.follow(session_id, after, {
      onEvent(event) {
        lastVersion.value = Math.max(lastVersion.value, event.version);
        elsewhere.heard(event, sending.value.size > 0);
        source.heard(event.version);
      },
      onProgress(progress) {
        if (live.value) live.value = withProgress(live.value, progress);
      },
      onDelta(delta) {
        if (!live.value) return;
        const next = withDelta(live.value, delta);
        live.value = next.live;
        if (next.gap) void source.refresh();
      },
      onMissed(version) {
        lastVersion.value = Math.max(lastVersion.value, version);
        source.heard(version);
      },
      onReset() {
        void source.refresh();
      },
      onStatus(status) {
        // What was streamed while away is gone; the state has it.
        if (status === "live" && streamStatus.value !== "connecting") void source.refresh();
        streamStatus.value = status;
        if (status === "polling") poll();
      },
    });
  }

  function poll(): void {
    if (pollTimer !== null) return;
    pollTimer = setTimeout(() => {
      pollTimer = null;
      if (!started || streamStatus.value !== "polling") return;
      void source.refresh();
      poll();
    }, POLL_MS);
  }

  /** Behind the choices that are on their way, so that a confirmation finds what was chosen. */
  async function send(request: CommandRequest, onRetry?: () => void): Promise<SendOutcome> {
    sending.value = new Set(sending.value).add(request.command_type);
    failedPress.value = null;
    await choices.settled();
    return post(request, onRetry);
  }

  async function post(request: CommandRequest, onRetry?: () => void): Promise<SendOutcome> {
    const body = JSON.stringify(request);
    const key = presses.keyFor(body, source.state.value?.version ?? 0);
    sending.value = new Set(sending.value).add(request.command_type);
    failedPress.value = null;
    const result = await api.sendCommand(session_id, request, key);
    let outcome: SendOutcome;
    if (result.outcome === "ok") {
      presses.answered(body);
      elsewhere.own(result.body.command_id);
      outcome = { outcome: "accepted", answer: result.body };
      source.heard(result.body.version);
    } else {
      outcome = result;
      if (result.outcome === "refused") {
        presses.answered(body);
        void source.refresh();
      }
    }
    const left = new Set(sending.value);
    left.delete(request.command_type);
    sending.value = left;
    if (left.size === 0) elsewhere.judge();
    if (outcome.outcome !== "accepted") {
      failPress(failedPress, {
        command_type: request.command_type,
        outcome,
        retry: onRetry ?? (() => void send(request)),
      });
    }
    return outcome;
  }

  const choices = createChoices(source.state, post);

  /** Where to go on, while the stream is given back because nobody looks. */
  let asleepAt: number | null = null;
  const page: PageHandlers = {
    onOnline() {
      onLine.value = true;
      follower.check();
      void source.refresh();
    },
    onOffline() {
      onLine.value = false;
    },
    onStored: drafts.lookAgain,
    onHidden() {
      hiddenTimer = setTimeout(() => {
        if (follower.isShared() || following === null) return;
        asleepAt = following.position();
        following.stop();
      }, HIDDEN_MS);
    },
    onVisible() {
      if (hiddenTimer !== null) clearTimeout(hiddenTimer);
      hiddenTimer = null;
      follower.check();
      if (asleepAt === null) return;
      follow(asleepAt);
      asleepAt = null;
      void source.refresh();
    },
  };
  let unwatch = (): void => {};

  return {
    session_id,
    drafts,
    state: source.state,
    opening: source.opening,
    connection: computed(() =>
      !onLine.value || source.away.value ? "offline" : streamStatus.value,
    ),
    live,
    sending,
    failedPress,
    changedElsewhere: elsewhere.changed,
    lastVersion,
    start() {
      if (started) return;
      started = true;
      unwatch = watchPage(page);
      void openWhenReady();
    },
    stop() {
      started = false;
      unwatch();
      for (const timer of [pollTimer, hiddenTimer]) if (timer !== null) clearTimeout(timer);
      source.stop();
      following?.stop();
    },
    refresh: source.refresh,
    send,
    working: choices.working,
    select: choices.select,
    dismissFailure() {
      failedPress.value = null;
    },
    dismissChanged: elsewhere.dismiss,
  };

  /** The state first, then the one stream from exactly there. */
  async function openWhenReady(): Promise<void> {
    await source.refresh();
    const opened = source.state.value;
    if (opened) {
      if (started) follow(opened.cursor);
      return;
    }
    const stop = source.state.subscribe((state) => {
      if (!state) return;
      queueMicrotask(() => stop());
      if (started) follow(state.cursor);
    });
  }
}
