-- migrate:up
-- Row-level security is the second wall: every function asks for the account by itself as well.
do $$
declare
  t text;
begin
  foreach t in array array['accounts', 'genesis_sessions', 'command_inbox', 'domain_events',
    'event_outbox', 'async_tasks', 'flow_resume_handles', 'genesis_stages', 'genesis_proposals',
    'generation_partials', 'novels']
  loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy own_account on %I to genesis_app
         using (account_id = (select nullif(current_setting(''genesis.account_id'', true), '''')::uuid))
         with check (account_id = (select nullif(current_setting(''genesis.account_id'', true), '''')::uuid))', t);
    execute format('create policy service on %I to genesis_service using (true) with check (true)', t);
  end loop;
end
$$;

grant select, insert on accounts to genesis_app;
grant select, insert, update on genesis_sessions, command_inbox, async_tasks, flow_resume_handles,
  genesis_stages, novels to genesis_app;
grant select, insert on domain_events, event_outbox, genesis_proposals to genesis_app;
grant select, delete on generation_partials to genesis_app;
grant select on installation, signing_keys, part_heartbeats to genesis_app;

grant select, insert, update, delete on all tables in schema public to genesis_service;
revoke all on signing_keys from genesis_service;
revoke update, delete on domain_events from genesis_service;
grant insert, update, delete on part_heartbeats to genesis_app;

-- migrate:down
revoke all on all tables in schema public from genesis_app, genesis_service;
