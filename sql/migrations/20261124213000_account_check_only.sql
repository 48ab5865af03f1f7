-- migrate:up

-- The account is what a row is checked by, and not what it is found by: with `=` a planner that has
-- no statistics yet takes the index of accounts for a session it knows the key of, and reads all of
-- the account's sessions. IS NOT DISTINCT FROM says the same of a column without nulls, and no
-- index serves it. Lists, which do go by the account, ask with `=` besides.
do $$
declare
  t text;
begin
  foreach t in array array['genesis_sessions', 'command_inbox', 'domain_events', 'event_outbox',
    'async_tasks', 'genesis_stages']
  loop
    execute format('alter policy own_account on %I
      using (account_id is not distinct from nullif(current_setting(''genesis.account_id'', true), '''')::uuid)
      with check (account_id is not distinct from nullif(current_setting(''genesis.account_id'', true), '''')::uuid)', t);
  end loop;
end
$$;

-- migrate:down
do $$
declare
  t text;
begin
  foreach t in array array['genesis_sessions', 'command_inbox', 'domain_events', 'event_outbox',
    'async_tasks', 'genesis_stages']
  loop
    execute format('alter policy own_account on %I
      using (account_id = nullif(current_setting(''genesis.account_id'', true), '''')::uuid)
      with check (account_id = nullif(current_setting(''genesis.account_id'', true), '''')::uuid)', t);
  end loop;
end
$$;
