-- Generated from shared-types/commands/command-table.ts by `npm run generate`. Do not edit.
-- A table and not a view of VALUES: those are evaluated row by row at each command.
create table if not exists genesis.command_table (
  position integer not null,
  command_type text not null,
  event_type text not null,
  background text not null,
  pending text not null,
  session_statuses text[] not null,
  has_stage_rule boolean not null,
  only_first boolean not null,
  stage_statuses text[] not null,
  needs_proposal text not null,
  needs_all_confirmed boolean not null,
  named_stage text,
  needs text,
  is_undoable boolean not null,
  is_proposing boolean not null
);
truncate genesis.command_table;
insert into genesis.command_table values
    (1, 'REQUEST_INSPIRATION', 'genesis.inspiration.requested', 'always', 'none', array['ACTIVE']::text[], true, true, array['EMPTY', 'DRAFT', 'STALE']::text[], 'never', false, null, null, true, true),
    (2, 'SUBMIT_IDEA', 'genesis.idea.submitted', 'always', 'none', array['ACTIVE']::text[], true, true, array['EMPTY', 'DRAFT', 'STALE']::text[], 'never', false, null, null, true, true),
    (3, 'REVISE_PROPOSAL', 'genesis.revision.requested', 'always', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'always', false, null, null, true, true),
    (4, 'REGENERATE_PROPOSAL', 'genesis.regeneration.requested', 'always', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'in_first_stage', false, null, null, true, true),
    (5, 'CONFIRM_STAGE', 'genesis.stage.confirmed', 'when_next_stage_empty', 'none', array['ACTIVE']::text[], true, false, array['EMPTY', 'DRAFT', 'STALE']::text[], 'always', false, null, null, true, false),
    (6, 'PLACE_MATERIAL', 'genesis.import.requested', 'always', 'none', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, 'UNCONFIRMED', null, true, true),
    (7, 'CANCEL_GENERATION', 'genesis.command.cancelled', 'never', 'some', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, false, false),
    (8, 'FINISH_GENESIS', 'genesis.session.finished', 'never', 'none', array['ACTIVE']::text[], false, false, array[]::text[], 'never', true, null, null, true, false),
    (9, 'SELECT_CANDIDATE', 'genesis.candidate.selected', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (10, 'SAVE_CANDIDATE', 'genesis.candidate.saved', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, true, true),
    (11, 'REOPEN_STAGE', 'genesis.stage.reopened', 'never', 'none', array['ACTIVE', 'COMPLETED']::text[], false, false, array[]::text[], 'never', false, 'CONFIRMED', null, true, false),
    (12, 'KEEP_STAGE', 'genesis.stage.kept', 'never', 'none', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, 'STALE', null, true, false),
    (13, 'RENAME_EVERYWHERE', 'genesis.name.changed', 'never', 'none', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (14, 'UNDO', 'genesis.command.undone', 'never', 'idle', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, 'something_to_undo', false, false),
    (15, 'REDO', 'genesis.command.redone', 'never', 'idle', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, 'something_to_redo', false, false),
    (16, 'ABANDON_SESSION', 'genesis.session.abandoned', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (17, 'RESUME_SESSION', 'genesis.session.resumed', 'never', 'any', array['ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (18, 'ARCHIVE_SESSION', 'genesis.session.archived', 'never', 'any', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, 'not_archived', true, false),
    (19, 'UNARCHIVE_SESSION', 'genesis.session.unarchived', 'never', 'any', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, 'archived', true, false),
    (20, 'RENAME_SESSION', 'genesis.session.renamed', 'never', 'any', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (21, 'ANSWER_QUESTIONS', 'genesis.questions.answered', 'never', 'any', array['ACTIVE']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (22, 'UPDATE_BRIEF', 'genesis.brief.updated', 'never', 'any', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, null, true, false),
    (23, 'SET_BUDGET', 'genesis.budget.set', 'never', 'any', array['ACTIVE', 'COMPLETED', 'ABANDONED']::text[], false, false, array[]::text[], 'never', false, null, null, false, false);
grant select on genesis.command_table to genesis_app, genesis_service;
