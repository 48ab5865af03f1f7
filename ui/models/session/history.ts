/** The session's log as lines a writer can read: each act with what came of it. */
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { coalesced } from "#runtime/work/coalesced.ts";
import type { DomainEvent } from "#shared/events/events.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import { isStage, type Stage } from "#shared/stages.ts";
import type { Api } from "../browser/api.ts";
import { isRecord } from "../content/pointer.ts";

export type HistoryAct =
  | { readonly kind: "created" }
  | { readonly kind: "inspiration"; readonly genre: string }
  | { readonly kind: "idea"; readonly idea: string }
  | { readonly kind: "revision"; readonly feedback: string }
  | { readonly kind: "regeneration"; readonly locked: number }
  | { readonly kind: "confirmed" }
  | { readonly kind: "selected"; readonly locked: number }
  /** Hand edits in a row fold into one line. */
  | { readonly kind: "saved"; readonly count: number }
  /** In US dollars; null: none any more. */
  | { readonly kind: "answered"; readonly count: number }
  | { readonly kind: "brief" }
  | { readonly kind: "budget"; readonly limit: number | null }
  | {
      readonly kind: "finished";
      readonly title: string;
      readonly novel_id: string;
      /** Null where the log does not say it. */
      readonly edition: number | null;
    }
  | { readonly kind: "reopened" | "kept" | "abandoned" | "resumed" | "archived" | "unarchived" }
  | { readonly kind: "placed" }
  | { readonly kind: "brought"; readonly name: string }
  | { readonly kind: "undone" | "redone"; readonly command_type: string }
  | { readonly kind: "renamed"; readonly title: string }
  | { readonly kind: "named"; readonly from: string; readonly to: string };

export type HistoryResult =
  | { readonly kind: "ready"; readonly count: number; readonly changed: number }
  | { readonly kind: "failed" }
  | { readonly kind: "cancelled" };

export interface HistoryLine {
  readonly version: number;
  /** The version of what came of it: where another way would begin. */
  readonly until: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stage: Stage | null;
  readonly act: HistoryAct;
  readonly result: HistoryResult | null;
  /** The stage whose writing the result is about: a confirmation starts the next one's. */
  readonly result_stage: Stage | null;
  readonly proposal: Proposal | null;
}

/** Oldest first. Pure. */
export function historyLines(events: readonly DomainEvent[]): HistoryLine[] {
  const lines: HistoryLine[] = [];
  const byCommand = new Map<string, number>();
  for (const event of events) {
    const stage = isStage(event.payload.stage) ? event.payload.stage : null;
    const proposal = proposalIn(event.payload);
    const result = resultOf(event, proposal);
    if (result) {
      const at = event.command_id === null ? undefined : byCommand.get(event.command_id);
      const line = at === undefined ? undefined : lines[at];
      if (at !== undefined && line) {
        lines[at] = {
          ...line,
          result,
          until: event.version,
          result_stage: stage,
          proposal: proposal ?? line.proposal,
        };
      }
      continue;
    }
    const act = actOf(event);
    if (!act) continue;
    const last = lines.at(-1);
    if (act.kind === "saved" && last?.act.kind === "saved" && last.stage === stage) {
      lines[lines.length - 1] = {
        ...last,
        version: event.version,
        until: event.version,
        at: Date.parse(event.occurred_at),
        act: { kind: "saved", count: last.act.count + 1 },
        proposal,
      };
      continue;
    }
    // Locking again and again says nothing new: the last one stands.
    if (act.kind === "selected" && last?.act.kind === "selected" && last.stage === stage) {
      lines.pop();
    }
    if (event.command_id !== null) byCommand.set(event.command_id, lines.length);
    lines.push({
      version: event.version,
      until: event.version,
      at: Date.parse(event.occurred_at),
      stage,
      act,
      result: null,
      result_stage: null,
      proposal,
    });
  }
  return lines;
}

function actOf(event: DomainEvent): HistoryAct | null {
  const { payload } = event;
  const asked = isRecord(payload.payload) ? payload.payload : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  switch (event.event_type) {
    case "genesis.session.created":
      return { kind: "created" };
    case "genesis.inspiration.requested":
      return { kind: "inspiration", genre: text(asked.genre) };
    case "genesis.idea.submitted":
      return { kind: "idea", idea: text(asked.idea) };
    case "genesis.revision.requested":
      return { kind: "revision", feedback: text(asked.feedback) };
    case "genesis.regeneration.requested":
      return {
        kind: "regeneration",
        locked: Array.isArray(payload.locked) ? payload.locked.length : 0,
      };
    case "genesis.import.requested":
      return { kind: "placed" };
    case "genesis.material.added":
      return { kind: "brought", name: text(payload.name) };
    case "genesis.stage.confirmed":
      return { kind: "confirmed" };
    case "genesis.candidate.selected": {
      const locked = isRecord(payload.working) ? payload.working.locked : null;
      return { kind: "selected", locked: Array.isArray(locked) ? locked.length : 0 };
    }
    case "genesis.candidate.saved":
      return { kind: "saved", count: 1 };
    case "genesis.questions.answered":
      return {
        kind: "answered",
        count: Array.isArray(payload.answers) ? payload.answers.length : 0,
      };
    case "genesis.brief.updated":
      return { kind: "brief" };
    case "genesis.budget.set":
      return {
        kind: "budget",
        limit: typeof payload.limit_usd === "number" ? payload.limit_usd : null,
      };
    case "genesis.session.finished":
      return {
        kind: "finished",
        title: text(payload.title),
        novel_id: text(payload.novel_id),
        edition: typeof payload.edition === "number" ? payload.edition : null,
      };
    case "genesis.stage.reopened":
      return { kind: "reopened" };
    case "genesis.stage.kept":
      return { kind: "kept" };
    case "genesis.session.abandoned":
      return { kind: "abandoned" };
    case "genesis.session.resumed":
      return { kind: "resumed" };
    case "genesis.session.archived":
      return { kind: "archived" };
    case "genesis.session.unarchived":
      return { kind: "unarchived" };
    case "genesis.name.changed":
      return { kind: "named", from: text(payload.from), to: text(payload.to) };
    case "genesis.session.renamed":
      return { kind: "renamed", title: text(payload.title) };
    case "genesis.command.undone":
      return { kind: "undone", command_type: commandIn(payload.undone) };
    case "genesis.command.redone":
      return { kind: "redone", command_type: commandIn(payload.redone) };
    case "genesis.generation.started":
    case "genesis.proposal.ready":
    case "genesis.command.failed":
    case "genesis.command.cancelled":
    case "genesis.session.deleted":
    case "genesis.session.restored":
    case "genesis.material.removed":
      return null;
  }
}

function commandIn(value: unknown): string {
  return isRecord(value) && typeof value.command_type === "string" ? value.command_type : "";
}

function resultOf(event: DomainEvent, proposal: Proposal | null): HistoryResult | null {
  if (event.event_type === "genesis.proposal.ready") {
    return {
      kind: "ready",
      count: proposal?.candidates.length ?? 0,
      changed: proposal?.candidates[0]?.changed.length ?? 0,
    };
  }
  if (event.event_type === "genesis.command.failed") return { kind: "failed" };
  return event.event_type === "genesis.command.cancelled" ? { kind: "cancelled" } : null;
}

function proposalIn(payload: DomainEvent["payload"]): Proposal | null {
  return isProposal(payload.proposal) ? payload.proposal : null;
}

/** The parts of a proposal that a line uses; the edge has checked the rest. */
function isProposal(value: unknown): value is Proposal {
  return (
    isRecord(value) && typeof value.proposal_id === "string" && Array.isArray(value.candidates)
  );
}

export interface HistoryModel {
  readonly events: ReadonlySignal<readonly DomainEvent[]>;
  readonly status: ReadonlySignal<"idle" | "loading" | "failed">;
  /** Whether there is more of the log before what is here. */
  readonly hasEarlier: ReadonlySignal<boolean>;
  /** Reads the newest part of the log; later on, from the last event that is here to its end. */
  readonly load: () => Promise<void>;
  /** Reads the part before what is here. */
  readonly loadEarlier: () => Promise<void>;
}

/** So much of a log is read at once: one of ten thousand events is shown as soon as a short one. */
const PART = 300;

/** @param lastVersion the log's length, as far as it is known */
export function createHistory(
  session_id: string,
  api: Pick<Api, "listEvents">,
  lastVersion: () => number,
  part = PART,
): HistoryModel {
  const events = signal<readonly DomainEvent[]>([]);
  const status = signal<"idle" | "loading" | "failed">("idle");
  /** The version behind which what is here begins. */
  const begins = signal<number | null>(null);

  /** Events behind `from`, up to `until`; null where they cannot be had. */
  async function read(from: number, until: number): Promise<readonly DomainEvent[] | null> {
    let found: readonly DomainEvent[] = [];
    for (let after: number | null = from; after !== null && after < until; ) {
      const result = await api.listEvents(session_id, after);
      if (result.outcome !== "ok") return null;
      found = [...found, ...result.body.events.filter(({ version }) => version <= until)];
      after = result.body.next;
    }
    return found;
  }

  async function add(from: number, until: number, isEarlier: boolean): Promise<void> {
    status.value = "loading";
    const found = await read(from, until);
    if (found === null) {
      status.value = "failed";
      return;
    }
    if (isEarlier || begins.value === null) begins.value = from;
    events.value = isEarlier ? [...found, ...events.value] : [...events.value, ...found];
    status.value = "idle";
  }

  const loading = coalesced(() => {
    const from = events.value.at(-1)?.version ?? Math.max(0, lastVersion() - part);
    return add(from, Number.MAX_SAFE_INTEGER, false);
  });
  const reading = coalesced(async () => {
    const until = begins.value ?? 0;
    if (until > 0) await add(Math.max(0, until - part), until, true);
  });
  return {
    events,
    status,
    hasEarlier: computed(() => (begins.value ?? 0) > 0),
    load: () => loading.ask(),
    loadEarlier: () => reading.ask(),
  };
}
