-- Writes the events of somebody's log (import_log) as those of a new session, and what they amount to
-- into its tables. Raises LOG01 with the version as its detail where one does not follow from those
-- before it.
create or replace function genesis.replay_log(s genesis_sessions, p_log jsonb) returns void
language plpgsql as $$
declare
  n record;
  r jsonb;
  v_version integer := 1;
  v_choices jsonb := genesis.first_choices();
  v_next jsonb;
  v_finished integer := (
    select max((event ->> 'version')::integer) from jsonb_array_elements(p_log -> 'events') event
    where event ->> 'event_type' = 'genesis.session.finished');
begin
  for n in
    select * from jsonb_to_recordset(p_log -> 'events') as x (version integer, event_type text, command_id uuid,
      correlation_id uuid, occurred_at timestamptz, payload jsonb, rounds jsonb)
    order by version
  loop
    v_version := n.version;
    for r in select value from jsonb_array_elements(n.rounds) loop
      insert into genesis_proposals
        (proposal_id, session_id, account_id, stage, round, candidates, origin, command_id, created_at)
      values ((r #>> '{round,proposal_id}')::uuid, s.session_id, s.account_id, r ->> 'stage',
        (r #>> '{round,round}')::integer, r #> '{round,candidates}', r #> '{round,origin}', n.command_id, n.occurred_at);
      update genesis_stages set proposal_count = proposal_count + 1
        where session_id = s.session_id and stage = r ->> 'stage';
    end loop;
    perform genesis.append_event(s.session_id, s.account_id, n.version, n.event_type, n.payload,
      n.command_id, n.correlation_id, n.occurred_at);
    v_next := genesis.choices_after(v_choices, d) from domain_events d
      where d.session_id = s.session_id and d.version = n.version;
    if v_next is distinct from v_choices then
      if not coalesce(genesis.choices_hold(v_next), false) then
        raise data_exception;
      end if;
      v_choices := v_next;
    end if;
    if n.version = v_finished then
      perform genesis.finish_import(s, v_choices, n.payload, n.occurred_at, p_log #> '{usage,novel}');
    end if;
  end loop;
  select * into strict s from genesis_sessions where session_id = s.session_id;
  perform genesis.set_choices(s, v_choices, s.version), genesis.set_imported(s.session_id, p_log -> 'usage');
exception
  -- Also a value that no command writes, whatever takes it first.
  when data_exception or integrity_constraint_violation then
    raise exception 'an event that does not follow' using errcode = 'LOG01', detail = v_version::text;
end
$$;
grant execute on function genesis.replay_log(genesis_sessions, jsonb) to genesis_app;
