/** The names of the domain events, as in `domain_events.event_type`, SSE and `ce_type`. Plain data. */

export const EVENT_TYPES = [
  "genesis.session.created",
  "genesis.inspiration.requested",
  "genesis.idea.submitted",
  "genesis.revision.requested",
  "genesis.regeneration.requested",
  "genesis.import.requested",
  "genesis.generation.started",
  "genesis.proposal.ready",
  "genesis.stage.confirmed",
  "genesis.command.failed",
  "genesis.command.cancelled",
  "genesis.session.finished",
  "genesis.candidate.selected",
  "genesis.candidate.saved",
  "genesis.questions.answered",
  "genesis.brief.updated",
  "genesis.budget.set",
  "genesis.stage.reopened",
  "genesis.stage.kept",
  "genesis.name.changed",
  "genesis.command.undone",
  "genesis.command.redone",
  "genesis.session.abandoned",
  "genesis.session.resumed",
  "genesis.session.archived",
  "genesis.session.unarchived",
  "genesis.session.renamed",
  "genesis.session.deleted",
  "genesis.session.restored",
  "genesis.material.added",
  "genesis.material.removed",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Events without an id on the stream: losing them loses nothing. */
const EPHEMERAL_EVENT_TYPES = ["genesis.generation.progress", "genesis.generation.delta"] as const;

export type EphemeralEventType = (typeof EPHEMERAL_EVENT_TYPES)[number];

/**
 * The events that answer a wait: they carry a `correlation_id`, and only they start or resume a flow.
 */
const ANSWER_EVENT_TYPES = [
  "genesis.inspiration.requested",
  "genesis.idea.submitted",
  "genesis.revision.requested",
  "genesis.regeneration.requested",
  "genesis.import.requested",
  "genesis.stage.confirmed",
] as const satisfies readonly EventType[];

export type AnswerEventType = (typeof ANSWER_EVENT_TYPES)[number];

export function isAnswerEventType(value: string): value is AnswerEventType {
  return ANSWER_EVENT_TYPES.some((type) => type === value);
}
