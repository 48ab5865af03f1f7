/** The shelf, and beginning a book: a session is made with its first command and not before. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Generator, SessionSummary } from "#shared/session/state.ts";
import type { Language } from "#shared/statuses.ts";
import { type Api, type CommandRequest, createApi } from "../browser/api.ts";
import { createDrafts, type Drafts } from "../session/drafts.ts";
import { createPresses, failPress } from "../session/presses.ts";
import type { FailedPress } from "../session/send-outcome.ts";

export interface Dashboard {
  readonly drafts: Drafts;
  readonly sessions: ReadonlySignal<readonly SessionSummary[]>;
  readonly shelf: ReadonlySignal<"loading" | "ready" | "failed">;
  readonly hasMore: ReadonlySignal<boolean>;
  /** What writes here, as the newest book says; null where there is none yet. */
  readonly generator: ReadonlySignal<Generator | null>;
  readonly starting: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<Pick<FailedPress, "outcome" | "retry"> | null>;
  /** Reads the shelf again from its top. */
  readonly refresh: () => Promise<void>;
  readonly more: () => Promise<void>;
  /** Takes a book off the shelf without asking for it again. */
  readonly takeOff: (session: SessionSummary) => void;
  /** And puts it back in its place. */
  readonly putBack: (session: SessionSummary) => void;
  /** Makes the session and sends its first command; the session's id once both have happened. */
  readonly begin: (command: CommandRequest, language: Language) => Promise<string | null>;
  readonly dismissFailure: () => void;
}

export function createDashboard(
  onBegun: (session_id: string) => void,
  api: Api = createApi(),
  drafts: Drafts = createDrafts("dashboard"),
): Dashboard {
  const sessions = signal<readonly SessionSummary[]>([]);
  const shelf = signal<"loading" | "ready" | "failed">("loading");
  const next = signal<string | null>(null);
  const hasMore = signal(false);
  const generator = signal<Generator | null>(null);
  const starting = signal(false);
  const failed = signal<Pick<FailedPress, "outcome" | "retry"> | null>(null);
  const presses = createPresses();
  /** Made, but without its command yet: the next press goes on with it. */
  let made: { readonly session_id: string; readonly language: Language } | null = null;

  async function begin(command: CommandRequest, language: Language): Promise<string | null> {
    if (starting.value) return null;
    starting.value = true;
    failed.value = null;
    try {
      if (made?.language !== language) {
        const body = JSON.stringify({ language });
        const created = await api.createSession({ language }, presses.keyFor(body, 0));
        if (created.outcome !== "unreachable") presses.answered(body);
        if (created.outcome !== "ok") return fail(created, command, language);
        made = { session_id: created.body.session_id, language };
      }
      const { session_id } = made;
      const body = JSON.stringify([session_id, command]);
      const sent = await api.sendCommand(session_id, command, presses.keyFor(body, 0));
      if (sent.outcome !== "unreachable") presses.answered(body);
      if (sent.outcome !== "ok") return fail(sent, command, language);
      made = null;
      for (const box of drafts.boxes("door.")) drafts.clear(box);
      onBegun(session_id);
      return session_id;
    } finally {
      starting.value = false;
    }
  }

  function fail(
    outcome: Exclude<Awaited<ReturnType<Api["sendCommand"]>>, { outcome: "ok" }>,
    command: CommandRequest,
    language: Language,
  ): null {
    failPress(failed, { outcome, retry: () => void begin(command, language) });
    return null;
  }

  return {
    drafts,
    sessions,
    shelf,
    hasMore,
    generator,
    starting,
    failed,
    async refresh() {
      const result = await api.listSessions(null);
      if (result.outcome !== "ok") {
        if (shelf.value === "loading") shelf.value = "failed";
        return;
      }
      // What was opened further down stays open.
      const fresh = new Set(result.body.sessions.map((session) => session.session_id));
      const isWhole = result.body.next === null;
      const further = isWhole ? [] : sessions.value.slice(result.body.sessions.length);
      sessions.value = [
        ...result.body.sessions,
        ...further.filter((session) => !fresh.has(session.session_id)),
      ];
      if (further.length === 0) next.value = result.body.next;
      hasMore.value = next.value !== null;
      shelf.value = "ready";
      const newest = result.body.sessions[0];
      if (generator.value !== null || !newest) return;
      const state = await api.getState(newest.session_id);
      if (state.outcome === "ok") generator.value = state.body.generator;
    },
    async more() {
      if (next.value === null) return;
      const result = await api.listSessions(next.value);
      if (result.outcome !== "ok") return;
      const known = new Set(sessions.value.map((session) => session.session_id));
      sessions.value = [
        ...sessions.value,
        ...result.body.sessions.filter((session) => !known.has(session.session_id)),
      ];
      next.value = result.body.next;
      hasMore.value = next.value !== null;
    },
    takeOff({ session_id }) {
      sessions.value = sessions.value.filter((other) => other.session_id !== session_id);
    },
    putBack(session) {
      const others = sessions.value.filter((other) => other.session_id !== session.session_id);
      sessions.value = [...others, session].toSorted((one, other) =>
        other.updated_at.localeCompare(one.updated_at),
      );
    },
    begin,
    dismissFailure() {
      failed.value = null;
    },
  };
}
