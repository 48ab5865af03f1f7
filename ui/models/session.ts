/**
 * One session, followed live: its state, what is being written, what was chosen a moment ago, and
 * the commands that change it. Shared by everything on the studio's page.
 */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { CommandType } from "#shared/command-table.ts";
import type { DomainEvent } from "#shared/events.ts";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/state.ts";
import {
  type Api,
  type CommandAnswer,
  type CommandRequest,
  createApi,
  type Problem,
  streamUrl,
} from "./api.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { fromState, type LiveGeneration, withDelta, withProgress } from "./live-generation.ts";
import { type PageHandlers, watchPage } from "./page-events.ts";
import { createPresses } from "./presses.ts";
import { createStateSource, type Opening } from "./state-source.ts";
import { createStream, type StreamOptions, type StreamStatus } from "./stream.ts";

export type Connection = StreamStatus | "offline";

export type SendOutcome =
  | { readonly outcome: "accepted"; readonly answer: CommandAnswer }
  | { readonly outcome: "refused"; readonly problem: Problem }
  | { readonly outcome: "unreachable" };

/** A press that did not work, and how to press it again. */
export interface FailedPress {
  readonly command_type: CommandType;
  readonly outcome: Exclude<SendOutcome, { outcome: "accepted" }>;
  readonly retry: () => void;
}

export interface Working {
  readonly proposal_id: string;
  readonly candidate_id: string;
  readonly locked: readonly string[];
}

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
  start(): void;
  stop(): void;
  refresh(): Promise<void>;
  /** Sends one command; `onRetry` is what "try again" does where it does not arrive. */
  send(request: CommandRequest, onRetry?: () => void): Promise<SendOutcome>;
  /** What is chosen and locked, with the press that is still on its way. */
  working(stage: Stage): Working | null;
  select(stage: Stage, working: Working): Promise<SendOutcome>;
  dismissFailure(): void;
  dismissChanged(): void;
}

export interface SessionModelOptions {
  readonly api?: Api;
  readonly drafts?: Drafts;
  readonly openStream?: NonNullable<StreamOptions["open"]>;
}

const POLL_MS = 2_000;
/** A hidden tab gives its connection back after this: browsers allow six per host on HTTP/1.1. */
const HIDDEN_MS = 20_000;

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
  const changedElsewhere = signal(false);
  const lastVersion = signal(0);
  const streamStatus = signal<StreamStatus>("connecting");
  const onLine = signal(typeof navigator === "undefined" || navigator.onLine !== false);
  const chosen = signal<ReadonlyMap<Stage, Chosen>>(new Map());
  const ownCommands = new Set<string>();
  let unclear: DomainEvent[] = [];
  let pollTimer: ReturnType<typeof setTimeout> | null = null;
  let hiddenTimer: ReturnType<typeof setTimeout> | null = null;
  let selecting: Promise<unknown> = Promise.resolve();
  let started = false;

  const source = createStateSource(
    () => api.getState(session_id),
    (state) => {
      const pending = state.pending_commands[0];
      live.value = pending ? fromState(live.value, pending) : null;
      lastVersion.value = Math.max(lastVersion.value, state.version);
      const kept = [...chosen.value].filter(
        ([, choice]) => choice.version === null || choice.version > state.version,
      );
      if (kept.length !== chosen.value.size) chosen.value = new Map(kept);
    },
  );

  const stream = createStream(
    {
      url: (after) => streamUrl(session_id, after),
      ...(options.openStream ? { open: options.openStream } : {}),
    },
    {
      onEvent(event) {
        lastVersion.value = Math.max(lastVersion.value, event.version);
        unclear.push(event);
        judgeEvents();
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
      onReset() {
        void source.refresh();
      },
      onStatus(status) {
        // What was streamed while away is gone; the state has it.
        if (status === "live" && streamStatus.value !== "connecting") void source.refresh();
        streamStatus.value = status;
        if (status === "polling") poll();
      },
    },
  );

  /** Own commands are known once their answers are here, so events wait for open requests. */
  function judgeEvents(): void {
    if (sending.value.size > 0) return;
    const foreign = unclear.some(
      (event) =>
        event.command_id !== null &&
        isWritersAct(event.event_type) &&
        !ownCommands.has(event.command_id),
    );
    unclear = [];
    if (foreign) changedElsewhere.value = true;
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

  async function send(request: CommandRequest, onRetry?: () => void): Promise<SendOutcome> {
    const body = JSON.stringify(request);
    const key = presses.keyFor(body, source.state.value?.version ?? 0);
    sending.value = new Set(sending.value).add(request.command_type);
    failedPress.value = null;
    const result = await api.sendCommand(session_id, request, key);
    let outcome: SendOutcome;
    if (result.outcome === "ok") {
      presses.answered(body);
      ownCommands.add(result.body.command_id);
      changedElsewhere.value = false;
      outcome = { outcome: "accepted", answer: result.body };
      source.heard(result.body.version);
    } else if (result.outcome === "refused") {
      presses.answered(body);
      outcome = { outcome: "refused", problem: result.problem };
      void source.refresh();
    } else {
      outcome = { outcome: "unreachable" };
    }
    const left = new Set(sending.value);
    left.delete(request.command_type);
    sending.value = left;
    judgeEvents();
    if (outcome.outcome !== "accepted") {
      failedPress.value = {
        command_type: request.command_type,
        outcome,
        retry: onRetry ?? (() => void send(request)),
      };
    }
    return outcome;
  }

  function select(stage: Stage, working: Working): Promise<SendOutcome> {
    const choice: Chosen = { working, version: null };
    const before = chosenOr(stage);
    setChosen(stage, choice);
    // Choosing anew comes without locks; taking the last lock off has to be said.
    const locked = working.locked.length > 0 || before?.candidate_id === working.candidate_id;
    const request: CommandRequest = {
      command_type: "SELECT_CANDIDATE",
      payload: {
        proposal_id: working.proposal_id,
        candidate_id: working.candidate_id,
        ...(locked ? { locked: [...working.locked] } : {}),
      },
    };
    // One after the other, so that the last press is what stays.
    const result = selecting.then(async () => {
      const outcome = await send(request, () => void select(stage, working));
      if (chosen.value.get(stage) === choice) {
        const version = outcome.outcome === "accepted" ? outcome.answer.version : 0;
        const arrived = (source.state.value?.version ?? 0) >= version;
        setChosen(stage, arrived ? null : { working, version });
      }
      return outcome;
    });
    selecting = result;
    return result;
  }

  function chosenOr(stage: Stage): Working | null {
    return chosen.value.get(stage)?.working ?? source.state.value?.stages[stage].working ?? null;
  }

  function setChosen(stage: Stage, choice: Chosen | null): void {
    const next = new Map(chosen.value);
    if (choice === null) next.delete(stage);
    else next.set(stage, choice);
    chosen.value = next;
  }

  /** The stream was given back while nobody looked. */
  let asleep = false;
  const page: PageHandlers = {
    onOnline() {
      onLine.value = true;
      void source.refresh();
    },
    onOffline() {
      onLine.value = false;
    },
    onHidden() {
      hiddenTimer = setTimeout(() => {
        stream.stop();
        asleep = true;
      }, HIDDEN_MS);
    },
    onVisible() {
      if (hiddenTimer !== null) clearTimeout(hiddenTimer);
      hiddenTimer = null;
      if (!asleep) return;
      asleep = false;
      void source.refresh();
      stream.start(stream.position());
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
    changedElsewhere,
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
      stream.stop();
    },
    refresh: source.refresh,
    send,
    working: chosenOr,
    select,
    dismissFailure() {
      failedPress.value = null;
    },
    dismissChanged() {
      changedElsewhere.value = false;
    },
  };

  /** The state first, then the one stream from exactly there. */
  async function openWhenReady(): Promise<void> {
    await source.refresh();
    const opened = source.state.value;
    if (opened) {
      if (started) stream.start(opened.cursor);
      return;
    }
    const stop = source.state.subscribe((state) => {
      if (!state) return;
      queueMicrotask(() => stop());
      if (started) stream.start(state.cursor);
    });
  }
}

interface Chosen {
  readonly working: Working;
  /** The version that has it; null while the press is on its way. */
  readonly version: number | null;
}

/** Events that a writer's press makes, in contrast to what the worker reports. */
function isWritersAct(event_type: DomainEvent["event_type"]): boolean {
  switch (event_type) {
    case "genesis.inspiration.requested":
    case "genesis.idea.submitted":
    case "genesis.revision.requested":
    case "genesis.regeneration.requested":
    case "genesis.stage.confirmed":
    case "genesis.candidate.selected":
    case "genesis.candidate.saved":
    case "genesis.session.finished":
      return true;
    default:
      return false;
  }
}
