-- What the client is answered for an accepted command; the replay of an Idempotency-Key says the
-- same, so everything in it is of the moment of acceptance.
create or replace function genesis.command_answer(i command_inbox) returns jsonb
language sql stable as $$
  select jsonb_build_object(
      'command_id', i.command_id, 'command_type', i.command_type,
      'status', case when i.is_background then 'RECEIVED' else 'COMPLETED' end,
      'version', i.version, 'correlation_id', i.correlation_id)
    || case when i.is_background then '{}' else jsonb_build_object('result', coalesce(i.result, '{}')) end
$$;
grant execute on function genesis.command_answer(command_inbox) to genesis_app, genesis_service;
