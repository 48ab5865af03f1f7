/**
 * The projections, rebuilt from the log alone: what `genesis_sessions`, `genesis_stages`,
 * `genesis_proposals`, `novels` and the statuses of `command_inbox` must say after these events.
 * Written from the contract, not from the SQL.
 */
import { expect } from "vitest";
import { z } from "zod";
import { EVENT_PAYLOADS } from "#shared/events/events.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import type { CommandStatus } from "#shared/statuses.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { COMMAND_TABLE, type CommandRow } from "#shared/commands/command-table.ts";
import { domainEvent } from "#shared/events/events.ts";
import {
  type Choices,
  type StageProjection,
  type SessionProjection,
  start,
  timeless,
  choicesOf,
} from "./replayed.ts";

export const loggedEvents = z.array(domainEvent);
export type LoggedEvent = z.infer<typeof domainEvent>;

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

/** As the contract says: that stage a DRAFT, later CONFIRMED ones STALE. */
function reopen(s: SessionProjection, name: Stage, stale: readonly Stage[]): void {
  const accepted = s.stages[name].accepted;
  expect(s.stages[name].status).toBe("CONFIRMED");
  const later = STAGES.slice(STAGES.indexOf(name) + 1).map(
    (stage) => [stage, s.stages[stage]] as const,
  );
  const touched = later.filter(([, { status }]) => status === "CONFIRMED" || status === "STALE");
  expect(stale).toEqual(touched.map(([stage]) => stage));
  for (const [, stage] of touched) {
    stage.status = "STALE";
    if (accepted !== null) stage.stale_because = { [name]: accepted, ...stage.stale_because };
  }
  s.stages[name].status = "DRAFT";
  s.stages[name].accepted = null;
}

const UNDOABLE: ReadonlySet<string> = new Set(
  Object.values<CommandRow>(COMMAND_TABLE)
    .filter((row) => row.is_undoable === true)
    .map((row) => row.event_type),
);

/** Texts stay: a stage that was empty then, and has rounds by now, is a DRAFT. */
function withTexts(s: SessionProjection, version: number) {
  const copy = structuredClone(s.choices[version]);
  if (copy === undefined) throw new Error(`no version ${version}`);
  for (const stage of STAGES) {
    const had = copy.stages[stage];
    if (had?.status === "EMPTY" && s.stages[stage].proposals.length > 0) had.status = "DRAFT";
  }
  return copy;
}

function choose(s: SessionProjection, chosen: Choices): void {
  s.title = chosen.title;
  s.status = chosen.status;
  s.current_stage = chosen.current_stage;
  s.brief = chosen.brief;
  s.answers = chosen.answers;
  s.archived = chosen.archived_at !== null;
  if (s.status !== "ACTIVE") s.last_error = null;
  const { stages } = timeless(chosen);
  for (const stage of STAGES) Object.assign(s.stages[stage], stages[stage]);
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
    case "genesis.regeneration.requested":
    case "genesis.import.requested": {
      EVENT_PAYLOADS[event.event_type].parse(event.payload);
      return request(s, event);
    }
    // Material is no choice: it stands in its own table.
    case "genesis.material.added":
    case "genesis.material.removed": {
      EVENT_PAYLOADS[event.event_type].parse(event.payload);
      return;
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
      stage.stale_because = null;
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
    case "genesis.questions.answered": {
      const { answers } = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const given = new Set(answers.map(({ question_id }) => question_id));
      s.answers = [...s.answers.filter(({ question_id }) => !given.has(question_id)), ...answers];
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.brief.updated": {
      s.brief = EVENT_PAYLOADS[event.event_type].parse(event.payload).brief;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.budget.set": {
      s.limit_usd = EVENT_PAYLOADS[event.event_type].parse(event.payload).limit_usd;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.session.deleted":
      s.deletions += 1;
      return;
    case "genesis.session.restored":
      return;
    case "genesis.stage.reopened": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      reopen(s, p.stage, p.stale);
      s.status = "ACTIVE";
      s.current_stage = p.current_stage;
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
    case "genesis.stage.kept": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      s.stages[p.stage].status = "CONFIRMED";
      s.stages[p.stage].stale_because = null;
      s.current_stage = p.current_stage;
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.name.changed": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      for (const name of STAGES) {
        const named = p.stages[name];
        if (named === undefined) continue;
        const stage = s.stages[name];
        propose(stage, named.proposal);
        stage.working = named.working;
        const { locked: _, ...ids } = named.working;
        if (named.is_accepted) stage.accepted = ids;
      }
      return settle(s, event, "COMPLETED", null);
    }
    case "genesis.session.abandoned":
      s.status = "ABANDONED";
      s.last_error = null;
      // It may have cancelled what was pending, without a command of its own.
      s.deletions += 1;
      return settle(s, event, "COMPLETED", null);
    case "genesis.session.resumed": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      s.status = "ACTIVE";
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
    case "genesis.session.archived":
    case "genesis.session.unarchived":
      s.archived = event.event_type === "genesis.session.archived";
      return settle(s, event, "COMPLETED", null);
    case "genesis.session.renamed":
      s.title = EVENT_PAYLOADS[event.event_type].parse(event.payload).title;
      return settle(s, event, "COMPLETED", null);
    case "genesis.command.undone": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const version = s.undoable.pop();
      expect(p.undone.version, "the newest that is not undone").toBe(version);
      expect(timeless(p.before)).toEqual(s.choices[event.version - 1]);
      expect(timeless(p.choices)).toEqual(withTexts(s, p.undone.version - 1));
      choose(s, p.choices);
      s.redoable.push({
        version: event.version,
        undone: p.undone.version,
        before: event.version - 1,
      });
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
    case "genesis.command.redone": {
      const p = EVENT_PAYLOADS[event.event_type].parse(event.payload);
      const undo = s.redoable.pop();
      expect(p.redone.version).toBe(undo?.undone);
      expect(timeless(p.choices), "undone and redone is as before").toEqual(
        s.choices[undo?.before ?? 0],
      );
      choose(s, p.choices);
      s.undoable.push(p.redone.version);
      return settle(s, event, "COMPLETED", p.next_correlation_id);
    }
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
  for (const event of events) {
    apply(s, event);
    if (UNDOABLE.has(event.event_type)) {
      s.undoable.push(event.version);
      s.redoable = [];
    }
    s.choices[event.version] = choicesOf(s);
  }
  return s;
}
