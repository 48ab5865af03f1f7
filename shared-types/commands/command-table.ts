/**
 * The command table: one row a command. Routing, validation, OpenAPI, the SQL that accepts a
 * command, `available_commands` in the state and the UI's buttons all come from it.
 * `sql/generated/command_table.sql` is generated from here. Plain data: imports no zod.
 */
import type { EventType } from "../event-types.ts";
import { SESSION_STATUSES, type SessionStatus } from "../statuses.ts";
import type { StageStatus } from "../stages.ts";

/** What a command asks of the session's current stage. */
export interface StageRule {
  /** Only while the first stage (CONCEPT_SELECTION) is the current one. */
  readonly only_first: boolean;
  /** The statuses that the current stage may have. */
  readonly statuses: readonly StageStatus[];
  /** Whether the current stage must have a proposal; `in_first_stage`: only in CONCEPT_SELECTION. */
  readonly needs_proposal: "always" | "in_first_stage" | "never";
}

export interface CommandRow {
  /** The domain event that an accepted command writes. */
  readonly event_type: EventType;
  /** `when_next_stage_empty`: only where the stage that becomes current has nothing yet. */
  readonly background: "always" | "when_next_stage_empty" | "never";
  /**
   * While background work is pending. `none`: refused with SESSION_BUSY; `idle`: not allowed; `some`:
   * only then allowed.
   */
  readonly pending: "none" | "idle" | "some" | "any";
  readonly session_statuses: readonly SessionStatus[];
  readonly stage: StageRule | null;
  /** Only where all five stages are CONFIRMED. */
  readonly needs_all_confirmed: boolean;
  /** The status that the stage which the payload names must have; `UNCONFIRMED`: any but CONFIRMED. */
  readonly named_stage?: StageStatus | "UNCONFIRMED";
  /** What else the session must be. */
  readonly needs?: CommandNeed;
  /** A choice of the writer's, which UNDO takes back. */
  readonly is_undoable?: true;
  /** A token of scope `propose` may send it: it only proposes. What does not say so needs `full`. */
  readonly is_proposing?: true;
}

export type CommandNeed = "something_to_undo" | "something_to_redo" | "archived" | "not_archived";

const ACTIVE = ["ACTIVE"] as const;
const UNCONFIRMED = ["EMPTY", "DRAFT", "STALE"] as const;

export const COMMAND_TABLE = {
  REQUEST_INSPIRATION: {
    event_type: "genesis.inspiration.requested",
    background: "always",
    pending: "none",
    session_statuses: ACTIVE,
    stage: { only_first: true, statuses: UNCONFIRMED, needs_proposal: "never" },
    needs_all_confirmed: false,
    is_undoable: true,
    is_proposing: true,
  },
  SUBMIT_IDEA: {
    event_type: "genesis.idea.submitted",
    background: "always",
    pending: "none",
    session_statuses: ACTIVE,
    stage: { only_first: true, statuses: UNCONFIRMED, needs_proposal: "never" },
    needs_all_confirmed: false,
    is_undoable: true,
    is_proposing: true,
  },
  REVISE_PROPOSAL: {
    event_type: "genesis.revision.requested",
    background: "always",
    pending: "none",
    session_statuses: ACTIVE,
    stage: { only_first: false, statuses: UNCONFIRMED, needs_proposal: "always" },
    needs_all_confirmed: false,
    is_undoable: true,
    is_proposing: true,
  },
  REGENERATE_PROPOSAL: {
    event_type: "genesis.regeneration.requested",
    background: "always",
    pending: "none",
    session_statuses: ACTIVE,
    stage: { only_first: false, statuses: UNCONFIRMED, needs_proposal: "in_first_stage" },
    needs_all_confirmed: false,
    is_undoable: true,
    is_proposing: true,
  },
  CONFIRM_STAGE: {
    event_type: "genesis.stage.confirmed",
    background: "when_next_stage_empty",
    pending: "none",
    session_statuses: ACTIVE,
    stage: { only_first: false, statuses: UNCONFIRMED, needs_proposal: "always" },
    needs_all_confirmed: false,
    is_undoable: true,
  },
  PLACE_MATERIAL: {
    event_type: "genesis.import.requested",
    background: "always",
    pending: "none",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    named_stage: "UNCONFIRMED",
    is_undoable: true,
    is_proposing: true,
  },
  CANCEL_GENERATION: {
    event_type: "genesis.command.cancelled",
    background: "never",
    pending: "some",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
  },
  FINISH_GENESIS: {
    event_type: "genesis.session.finished",
    background: "never",
    pending: "none",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: true,
    is_undoable: true,
  },
  SELECT_CANDIDATE: {
    event_type: "genesis.candidate.selected",
    background: "never",
    pending: "any",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  SAVE_CANDIDATE: {
    event_type: "genesis.candidate.saved",
    background: "never",
    pending: "any",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
    is_proposing: true,
  },
  REOPEN_STAGE: {
    event_type: "genesis.stage.reopened",
    background: "never",
    pending: "none",
    session_statuses: ["ACTIVE", "COMPLETED"],
    stage: null,
    needs_all_confirmed: false,
    named_stage: "CONFIRMED",
    is_undoable: true,
  },
  KEEP_STAGE: {
    event_type: "genesis.stage.kept",
    background: "never",
    pending: "none",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    named_stage: "STALE",
    is_undoable: true,
  },
  RENAME_EVERYWHERE: {
    event_type: "genesis.name.changed",
    background: "never",
    pending: "none",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  UNDO: {
    event_type: "genesis.command.undone",
    background: "never",
    pending: "idle",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    needs: "something_to_undo",
  },
  REDO: {
    event_type: "genesis.command.redone",
    background: "never",
    pending: "idle",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    needs: "something_to_redo",
  },
  ABANDON_SESSION: {
    event_type: "genesis.session.abandoned",
    background: "never",
    pending: "any",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  RESUME_SESSION: {
    event_type: "genesis.session.resumed",
    background: "never",
    pending: "any",
    session_statuses: ["ABANDONED"],
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  ARCHIVE_SESSION: {
    event_type: "genesis.session.archived",
    background: "never",
    pending: "any",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    needs: "not_archived",
    is_undoable: true,
  },
  UNARCHIVE_SESSION: {
    event_type: "genesis.session.unarchived",
    background: "never",
    pending: "any",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    needs: "archived",
    is_undoable: true,
  },
  RENAME_SESSION: {
    event_type: "genesis.session.renamed",
    background: "never",
    pending: "any",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  ANSWER_QUESTIONS: {
    event_type: "genesis.questions.answered",
    background: "never",
    pending: "any",
    session_statuses: ACTIVE,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  UPDATE_BRIEF: {
    event_type: "genesis.brief.updated",
    background: "never",
    pending: "any",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
    is_undoable: true,
  },
  SET_BUDGET: {
    event_type: "genesis.budget.set",
    background: "never",
    pending: "any",
    session_statuses: SESSION_STATUSES,
    stage: null,
    needs_all_confirmed: false,
  },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandType = keyof typeof COMMAND_TABLE;

/** A literal tuple of the table's keys would be a second list; this is the table's own order. */
export const COMMAND_TYPES = Object.keys(COMMAND_TABLE).filter(isCommandType);

export function isCommandType(value: string): value is CommandType {
  return Object.hasOwn(COMMAND_TABLE, value);
}
