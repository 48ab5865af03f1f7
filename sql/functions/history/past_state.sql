-- The book as it was at a version of its log, or null where the account has no such session, or it no
-- such version: {session_id, version, at, title, language, status, current_stage, brief, archived_at,
-- stages}. No text is stored a second time for it: what was chosen then is in the log, and every round
-- is still there. A stage has of its rounds of then what stage_state gives.
create or replace function genesis.past_state(p_account uuid, p_session uuid, p_version integer) returns json
language plpgsql stable as $$
declare
  s genesis_sessions;
  v_at timestamptz;
  v_choices jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account;
  select occurred_at into v_at from domain_events
    where session_id = s.session_id and version = p_version;
  if v_at is null then
    return null;
  end if;
  v_choices := genesis.choices_at(p_session, p_version);
  return json_build_object(
    'session_id', p_session, 'version', p_version, 'at', genesis.iso(v_at),
    'title', v_choices -> 'title', 'language', s.language, 'status', v_choices -> 'status',
    'current_stage', v_choices -> 'current_stage', 'brief', v_choices -> 'brief',
    'archived_at', genesis.iso((v_choices ->> 'archived_at')::timestamp at time zone 'UTC'),
    'stages', (
      select json_object_agg(st.stage, genesis.past_stage(st, v_choices -> 'stages' -> st.stage, coalesce(b.rounds, 0))
        order by genesis.stage_position(st.stage))
      from genesis_stages st left join (
        select p.stage, max(p.round) as rounds
        from domain_events e cross join lateral genesis.rounds_of(e.payload) as brought(id)
          join genesis_proposals p on p.session_id = e.session_id and p.proposal_id = brought.id
        where e.session_id = p_session and e.version <= p_version
        group by p.stage
      ) b using (stage)
      where st.session_id = p_session));
end
$$;
grant execute on function genesis.past_state(uuid, uuid, integer) to genesis_app;
