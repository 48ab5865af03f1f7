-- A session's commands, at most p_limit: [command_id…]. No index leads to all of them, which each command would
-- have to write: those with a key are found by that, background ones by their events, the rest by an
-- index of their own. PL/pgSQL plans it for the session that is asked for; SQL functions do from 18 on.
create or replace function genesis.commands_of(p_session uuid, p_limit integer) returns uuid[]
language plpgsql stable as $$
begin
  return (select coalesce(array_agg(command_id), '{}') from (
    select command_id from command_inbox where session_id = p_session and idempotency_key is not null
    union
    select command_id from command_inbox
      where session_id = p_session and idempotency_key is null and not is_background
    union
    select c.command_id from domain_events e join command_inbox c using (command_id)
      where e.session_id = p_session and c.session_id = p_session
    limit p_limit
  ) found);
end
$$;
grant execute on function genesis.commands_of(uuid, integer) to genesis_service;
