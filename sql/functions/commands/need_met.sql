-- Whether a session is what a row of the command table needs it to be (its `needs`).
create or replace function genesis.need_met(p_session uuid, p_need text) returns boolean
language sql stable as $$
  select case p_need
      when 'something_to_undo' then e.undo_version is not null
      when 'something_to_redo' then e.redo_version is not null
      when 'archived' then s.archived_at is not null
      when 'not_archived' then s.archived_at is null end
  from genesis_sessions s
    join domain_events e on e.session_id = s.session_id and e.version = s.version
  where s.session_id = p_session
$$;
grant execute on function genesis.need_met(uuid, text) to genesis_app, genesis_service;
