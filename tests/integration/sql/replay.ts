/**
 * The projections, rebuilt from the log alone: what `genesis_sessions`, `genesis_stages`,
 * `genesis_proposals`, `novels` and the statuses of `command_inbox` must say after these events.
 * Written from the contract, not from the SQL.
 */
import { z } from "zod";
import { EVENT_PAYLOADS } from "#shared/events/events.ts";
import type { Proposal } from "#shared/http/proposal.ts";
import type { CommandStatus } from "#shared/statuses.ts";
import type { Stage, StageStatus } from "#shared/stages.ts";
import { domainEvent } from "#shared/events/events.ts";

export const loggedEvents = z.array(domainEvent);
type LoggedEvent = z.infer<typeof domainEvent>;

interface StageProjection {
  status: StageStatus;
  accepted: { proposal_id: string; candidate_id: string } | null;
  working: { proposal_id: string; candidate_id: string; locked: readonly string[] } | null;
  kept_text: string | null;
  proposals: Proposal[];
}

export interface SessionProjection {
  title: string;
  status: "ACTIVE" | "COMPLETED" | "ABANDONED";
  current_stage: Stage;
  version: number;
  correlation_id: string;
  novel_id: string | null;
  last_error: { command_id: string; code: string; kept_text: string | null } | null;
  /** The novel's, as the last finish left it. */
  novel: { title: string; edition: number } | null;
  /** Status by command; a CANCEL_GENERATION is only counted: its event names the command it ended. */
  commands: Record<string, CommandStatus>;
  cancels: number;
  limit_usd: number | null;
  input_tokens: number;
  output_tokens: number;
  brief: Record<string, unknown>;
  pending: string[];
  stages: Record<Stage, StageProjection>;
}

function empty(): StageProjection {
  return { status: "EMPTY", accepted: null, working: null, kept_text: null, proposals: [] };
}

function start(): SessionProjection {
  return {
    title: "",
    status: "ACTIVE",
    current_stage: "CONCEPT_SELECTION",
    version: 0,
    correlation_id: "",
    novel_id: null,
    last_error: null,
    novel: null,
    commands: {},
    cancels: 0,
    limit_usd: null,
    input_tokens: 0,
    output_tokens: 0,
    brief: { door: null, genre: null, hints: null, idea: null, notes: null, constraints: [] },
    pending: [],
    stages: {
      CONCEPT_SELECTION: empty(),
      STORY_CONCEPTION: empty(),
      WORLDVIEW: empty(),
      CHARACTERS: empty(),
      PLOT_OUTLINE: empty(),
    },
  };
}

function propose(stage: StageProjection, proposal: Proposal | null): void {
  if (proposal === null) return;
  stage.proposals.push(proposal);
  if (stage.status === "EMPTY") stage.status = "DRAFT";
}

function settle(
  s: SessionProjection,
  event: LoggedEvent,
  status: CommandStatus,
  next: string | null,
): void {
  if (event.command_id !== null) s.commands[event.command_id] = status;
  s.pending = s.pending.filter((command) => command !== event.command_id);
  if (next !== null) s.correlation_id = next;
}

function request(s: SessionProjection, event: LoggedEvent): void {
  if (event.command_id !== null) {
    s.pending.push(event.command_id);
    s.commands[event.command_id] = "RECEIVED";
  }
  s.last_error = null;
}

function apply(s: SessionProjection, event: LoggedEvent): void {
  s.version = event.version;
  switch (event.event_type) {
    case "genesis.session.created": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      s.title = p.title;
      s.correlation_id = p.correlation_id;
      return;
    }
    case "genesis.inspiration.requested":
    case "genesis.idea.submitted": {
      s.brief = EVENT_PAYLOADS[event.event_type].parse(event.payload).brief;
      return request(s, event);
    }
    case "genesis.revision.requested":
    case "genesis.regeneration.requested": {
      EVENT_PAYLOADS[event.event_type].parse(event.payload);
      return request(s, event);
    }
    case "genesis.generation.started": {
      EVENT_PAYLOADS[event.event_type].parse(event.payload);
      if (event.command_id !== null) s.commands[event.command_id] = "PROCESSING";
      return;
    }
    case "genesis.proposal.ready": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const stage = s.stages[p.stage];
      propose(stage, p.proposal);
      stage.working = p.working;
      stage.kept_text = null;
      s.input_tokens += p.proposal.origin.input_tokens ?? 0;
      s.output_tokens += p.proposal.origin.output_tokens ?? 0;
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
    case "genesis.stage.confirmed": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const stage = s.stages[p.stage];
      propose(stage, p.proposal);
      stage.status = "CONFIRMED";
      stage.accepted = { proposal_id: p.proposal_id, candidate_id: p.candidate_id };
      stage.working = p.working;
      stage.kept_text = null;
      s.current_stage = p.current_stage;
      s.title = p.title;
      if (p.generating !== null) return request(s, event);
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
    case "genesis.command.failed": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const stage = s.stages[p.stage];
      propose(stage, p.proposal ?? null);
      if (p.working !== undefined) stage.working = p.working;
      stage.kept_text = p.kept_text;
      s.last_error = { command_id: event.command_id ?? "", code: p.code, kept_text: p.kept_text };
      return settle(s, event, "FAILED", p.next_correlation_id);
    }
    case "genesis.command.cancelled": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const stage = s.stages[p.stage];
      propose(stage, p.proposal);
      stage.working = p.working;
      stage.kept_text = p.kept_text;
      s.cancels += 1;
      return settle(s, event, "CANCELLED", p.next_correlation_id);
    }
    case "genesis.candidate.selected": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      s.stages[p.stage].working = p.working;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.candidate.saved": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      propose(s.stages[p.stage], p.proposal);
      s.stages[p.stage].working = p.working;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.budget.set": {
      s.limit_usd = EVENT_PAYLOADS[event.event_type].parse(event.payload).limit_usd;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.session.deleted":
    case "genesis.session.restored":
      return;
    case "genesis.session.finished": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      s.status = "COMPLETED";
      s.novel_id = p.novel_id;
      s.title = p.title;
      s.last_error = null;
      s.novel = { title: p.title, edition: p.edition };
      return settle(s, event, "COMPLETED", null);
    }
  }
}

/** Folds a whole log, oldest first; every payload is parsed by its event type's schema on the way. */
export function replay(events: readonly LoggedEvent[]): SessionProjection {
  const s = start();
  for (const event of events) apply(s, event);
  return s;
}
