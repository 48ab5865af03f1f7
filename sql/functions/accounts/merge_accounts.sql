-- Takes everything of one account into another: {account_id, brought_sessions}. Nothing is lost:
-- cookies, codes and phrases of the first lead to the second from then on.
create or replace function genesis.merge_accounts(p_from uuid, p_into uuid) returns jsonb
language plpgsql as $$
declare
  v_from uuid;
  v_into uuid;
  v_sessions uuid[];
  v_commands uuid[];
  v_brought integer;
begin
  insert into accounts (account_id) values (p_from), (p_into) on conflict do nothing;
  -- Sessions that are being opened hold their account's row: this waits for them, and they for this.
  perform from accounts where account_id in (p_from, p_into) order by account_id for update;
  v_from := genesis.merged_into(p_from);
  v_into := genesis.merged_into(p_into);
  if v_from = v_into then
    return jsonb_build_object('account_id', v_into, 'brought_sessions', 0);
  end if;
  -- A key that both used for opening a session stays the other's: a late retry opens an empty one.
  update genesis_sessions s set idempotency_key = null
    where s.account_id = v_from and exists (select from genesis_sessions o
      where o.account_id = v_into and o.idempotency_key = s.idempotency_key);
  -- The sessions first: their row locks wait for the commands under way, and what these wrote is
  -- there for the statements below.
  with moved as (
    update genesis_sessions set account_id = v_into where account_id = v_from
    returning session_id, version
  )
  select coalesce(array_agg(session_id), '{}'), count(*) filter (where version > 1)
    into v_sessions, v_brought from moved;
  with moved as (
    update domain_events set account_id = v_into where session_id = any (v_sessions)
    returning event_id
  )
  update event_outbox o set account_id = v_into from moved where o.event_id = moved.event_id;
  -- No index leads from a session to all of its commands: this reads the table, once in an account's life.
  with moved as (
    update command_inbox set account_id = v_into where session_id = any (v_sessions)
    returning command_id
  )
  select coalesce(array_agg(command_id), '{}') into v_commands from moved;
  update async_tasks set account_id = v_into where command_id = any (v_commands);
  update flow_resume_handles set account_id = v_into where session_id = any (v_sessions);
  update genesis_stages set account_id = v_into where session_id = any (v_sessions);
  update genesis_proposals set account_id = v_into where session_id = any (v_sessions);
  update generation_partials set account_id = v_into where session_id = any (v_sessions);
  update novels set account_id = v_into where session_id = any (v_sessions);
  update sign_ins set account_id = v_into where account_id = v_from;
  update device_codes set account_id = v_into where account_id = v_from;
  update recovery_phrases set account_id = v_into where account_id = v_from;
  update account_merges set into_account_id = v_into, merged_at = now() where into_account_id = v_from;
  insert into account_merges (account_id, into_account_id) values (v_from, v_into);
  return jsonb_build_object('account_id', v_into, 'brought_sessions', v_brought);
end
$$;
grant execute on function genesis.merge_accounts(uuid, uuid) to genesis_service;
