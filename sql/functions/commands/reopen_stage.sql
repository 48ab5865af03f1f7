-- REOPEN_STAGE: a confirmed stage is a DRAFT again, and what was confirmed behind it is STALE: it
-- remembers what it was built on. A finished book is being written again.
create or replace function genesis.reopen_stage(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_stage text := p_payload ->> 'stage';
  v_basis jsonb;
  v_stale jsonb;
  v_current text;
  v_next_wait uuid;
begin
  select jsonb_build_object(v_stage, jsonb_build_object(
      'proposal_id', accepted_proposal_id, 'candidate_id', accepted_candidate_id)) into strict v_basis
    from genesis_stages where session_id = s.session_id and stage = v_stage;
  update genesis_stages
    set status = 'DRAFT', accepted_proposal_id = null, accepted_candidate_id = null, accepted_at = null
    where session_id = s.session_id and stage = v_stage;
  with changed as (
    update genesis_stages
      set status = 'STALE', stale_because = v_basis || coalesce(stale_because, '{}')
      where session_id = s.session_id and status in ('CONFIRMED', 'STALE')
        and genesis.stage_position(stage) > genesis.stage_position(v_stage)
      returning stage
  )
  select coalesce(jsonb_agg(stage order by genesis.stage_position(stage)), '[]') into v_stale from changed;
  select stage into strict v_current from genesis.first_open_stage(s.session_id);
  update genesis_sessions set current_stage = v_current where session_id = s.session_id;
  v_next_wait := genesis.move_session(s, 'ACTIVE');
  return genesis.record_command(s, 'REOPEN_STAGE', p_payload, v_stage, '{}',
    jsonb_build_object('stage', v_stage, 'stale', v_stale, 'current_stage', v_current,
      'next_correlation_id', v_next_wait), p_key, p_hash);
end
$$;
grant execute on function genesis.reopen_stage(genesis_sessions, jsonb, text, text) to genesis_app;
