-- {command_id: status} of the commands a worker runs: asked after a wake, so that Stop takes effect
-- at once.
create or replace function genesis.command_statuses(p_commands uuid[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(command_id, status), '{}') from command_inbox
  where command_id = any (p_commands)
$$;
grant execute on function genesis.command_statuses(uuid[]) to genesis_service;
