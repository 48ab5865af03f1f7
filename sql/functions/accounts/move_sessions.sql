-- Makes sessions of one account another's, with all that belongs to them: those that were moved.
-- The caller holds both accounts' rows. Null p_sessions: all of the account.
create or replace function genesis.move_sessions(p_from uuid, p_into uuid, p_sessions uuid[])
returns uuid[]
language plpgsql as $$
declare
  v_sessions uuid[];
  v_commands uuid[];
begin
  -- A key that both used for opening a session stays the other's: a late retry opens an empty one.
  update genesis_sessions s set idempotency_key = null
    where s.account_id = p_from and (p_sessions is null or s.session_id = any (p_sessions))
      and exists (select from genesis_sessions o
        where o.account_id = p_into and o.idempotency_key = s.idempotency_key);
  -- The sessions first: their row locks wait for the commands under way, and what these wrote is
  -- there for the statements below.
  with moved as (
    update genesis_sessions set account_id = p_into
    where account_id = p_from and (p_sessions is null or session_id = any (p_sessions))
    returning session_id
  )
  select coalesce(array_agg(session_id), '{}') into v_sessions from moved;
  with moved as (
    update domain_events set account_id = p_into where session_id = any (v_sessions)
    returning event_id
  )
  update event_outbox o set account_id = p_into from moved where o.event_id = moved.event_id;
  -- By its indexes: a merge that moves nothing must not read the table.
  select coalesce(array_agg(c), '{}') into v_commands
    from unnest(v_sessions) as s, unnest(genesis.commands_of(s, null)) as c;
  update command_inbox set account_id = p_into where command_id = any (v_commands);
  update async_tasks set account_id = p_into where command_id = any (v_commands);
  update flow_resume_handles set account_id = p_into where session_id = any (v_sessions);
  perform genesis.keep_contents(v_sessions);
  perform genesis.take_contents(v_sessions);
  update session_replays set account_id = p_into where session_id = any (v_sessions);
  update genesis_stages set account_id = p_into where session_id = any (v_sessions);
  update genesis_proposals set account_id = p_into where session_id = any (v_sessions);
  update generation_partials set account_id = p_into where session_id = any (v_sessions);
  update session_windows set account_id = p_into where session_id = any (v_sessions);
  update materials set account_id = p_into where session_id = any (v_sessions);
  update model_calls set account_id = p_into where session_id = any (v_sessions);
  update novels set account_id = p_into where session_id = any (v_sessions);
  update accounts a set stored_bytes = greatest(a.stored_bytes + case when a.account_id = p_into then moved.bytes else -moved.bytes end, 0)
    from (select coalesce(sum(bytes), 0) as bytes from session_sizes where session_id = any (v_sessions)) moved
    where a.account_id in (p_from, p_into) and moved.bytes > 0;
  return v_sessions;
end
$$;
grant execute on function genesis.move_sessions(uuid, uuid, uuid[]) to genesis_service;
