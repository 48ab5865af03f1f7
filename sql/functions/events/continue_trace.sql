-- The events of this transaction belong to the trace of that command; what a generation writes is
-- found under the request that asked for it. Returns its traceparent, null where it has none.
create or replace function genesis.continue_trace(p_command uuid) returns text
language sql volatile as $$
  select nullif(set_config('genesis.traceparent', coalesce((
    select e.traceparent from command_inbox i
      join domain_events e on e.session_id = i.session_id and e.version = i.version
    where i.command_id = p_command), ''), true), '')
$$;
grant execute on function genesis.continue_trace(uuid) to genesis_service;
