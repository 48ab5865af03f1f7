-- Barriers for tests, put around functions of a test's own database: a call waits at the entry while
-- the test holds the advisory lock of that function and session, and takes no other lock meanwhile.
create table test_lost_hooks (session_id uuid primary key);
grant select on test_lost_hooks to genesis_service;

create function genesis.pass_barrier(p_function text, p_session uuid) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext(p_function), hashtext(p_session::text));
end
$$;
grant execute on function genesis.pass_barrier(text, uuid) to genesis_service;

create function genesis.waiting_at_barrier(p_function text, p_session uuid) returns integer
language sql as $$
  select count(*)::integer from pg_locks
    where locktype = 'advisory' and not granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
      and classid = (hashtext(p_function)::bigint & 4294967295)::oid
      and objid = (hashtext(p_session::text)::bigint & 4294967295)::oid
$$;
grant execute on function genesis.waiting_at_barrier(text, uuid) to genesis_service;

alter function genesis.register_wait(uuid, integer, uuid, uuid, uuid, text)
  rename to register_wait_itself;
create function genesis.register_wait(
  p_session uuid, p_run_epoch integer, p_correlation uuid, p_flow_run uuid, p_task_run uuid,
  p_pause_key text
) returns jsonb
language plpgsql as $$
begin
  perform genesis.pass_barrier('register_wait', p_session);
  return genesis.register_wait_itself(p_session, p_run_epoch, p_correlation, p_flow_run,
    p_task_run, p_pause_key);
end
$$;

alter function genesis.handle_paused(uuid, uuid, text) rename to handle_paused_itself;
create function genesis.handle_paused(p_correlation uuid, p_flow_run uuid, p_paused_by text)
returns jsonb
language plpgsql as $$
declare
  v_session uuid := (select session_id from flow_resume_handles
                     where correlation_id = p_correlation limit 1);
begin
  if p_paused_by = 'hook' then
    perform genesis.pass_barrier('handle_paused', v_session);
    if exists (select from test_lost_hooks where session_id = v_session) then
      return '{"outcome": "NONE"}';
    end if;
  end if;
  return genesis.handle_paused_itself(p_correlation, p_flow_run, p_paused_by);
end
$$;

-- Like what they stand for: opened to whoever may use the schema, run as the service's role.
grant create on schema genesis to genesis_service;
alter function genesis.register_wait(uuid, integer, uuid, uuid, uuid, text)
  security definer set search_path = public, pg_temp;
alter function genesis.register_wait(uuid, integer, uuid, uuid, uuid, text) owner to genesis_service;
alter function genesis.handle_paused(uuid, uuid, text)
  security definer set search_path = public, pg_temp;
alter function genesis.handle_paused(uuid, uuid, text) owner to genesis_service;
revoke create on schema genesis from genesis_service;
