-- Whether a session is what a row of the command table needs it to be (its `needs`).
create or replace function genesis.need_met(p_session uuid, p_need text) returns boolean
language sql stable as $$
  select case p_need
      when 'something_to_undo' then e.undo_version is not null
      when 'something_to_redo' then e.redo_version is not null
      when 'archived' then s.archived_at is not null
      when 'not_archived' then s.archived_at is null end
  from genesis_sessions s
    cross join lateral (select undo_version, redo_version from domain_events
      where session_id = s.session_id and version = s.version limit 1) e
  where s.session_id = p_session
$$;
grant execute on function genesis.need_met(uuid, text) to genesis_app, genesis_service;
