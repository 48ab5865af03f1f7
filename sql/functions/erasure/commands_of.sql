-- A session's commands, at most p_limit: [command_id…]. No index leads to all of them, which each command would
-- have to write: those with a key are found by that, background ones by their events, the rest by an
-- index of their own.
create or replace function genesis.commands_of(p_session uuid, p_limit integer) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(command_id), '{}') from (
    select command_id from command_inbox where session_id = p_session and idempotency_key is not null
    union
    select command_id from command_inbox
      where session_id = p_session and idempotency_key is null and not is_background
    union
    select c.command_id from (
      select distinct command_id from domain_events where session_id = p_session
    ) e cross join lateral (
      -- One by one, by their ids: before PostgreSQL 18 the whole table is read for a join.
      select command_id from command_inbox
      where command_id = e.command_id and session_id = p_session offset 0
    ) c
    limit p_limit
  ) found
$$;
grant execute on function genesis.commands_of(uuid, integer) to genesis_service;
