-- migrate:up
-- What UNDO and REDO would take after an event: versions of this session's log, set by link_event.
-- The log of an earlier release has none: there, undoing begins with the next command.
alter table domain_events add column undo_version integer, add column redo_version integer;

alter table genesis_sessions add column archived_at timestamptz;

-- Every round that was ever accepted: a stage that is confirmed again keeps what it was before.
alter table genesis_stages add column accepted_rounds jsonb not null default '[]';
update genesis_stages set accepted_rounds = jsonb_build_array(accepted_proposal_id)
  where accepted_proposal_id is not null;

-- migrate:down
alter table genesis_stages drop column accepted_rounds;
alter table genesis_sessions drop column archived_at;
alter table domain_events drop column redo_version, drop column undo_version;
