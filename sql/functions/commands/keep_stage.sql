-- KEEP_STAGE: what is stale holds as it is.
create or replace function genesis.keep_stage(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_stage text := p_payload ->> 'stage';
  v_current text;
begin
  update genesis_stages set status = 'CONFIRMED', stale_because = null
    where session_id = s.session_id and stage = v_stage;
  v_current := coalesce((select stage from genesis.first_open_stage(s.session_id)), 'PLOT_OUTLINE');
  update genesis_sessions set current_stage = v_current where session_id = s.session_id;
  return genesis.record_command(s, 'KEEP_STAGE', p_payload, v_stage, '{}',
    jsonb_build_object('stage', v_stage, 'current_stage', v_current), p_key, p_hash);
end
$$;
grant execute on function genesis.keep_stage(genesis_sessions, jsonb, text, text) to genesis_app;
