-- UPDATE_BRIEF: what the writer wants of every stage. What is not given stays, what is blank is none.
create or replace function genesis.update_brief(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
begin
  update genesis_sessions
    set version = version + 1, updated_at = now(), brief = brief || (
      select coalesce(jsonb_object_agg(key, case when btrim(value #>> '{}') = '' then 'null' else value end), '{}')
      from jsonb_each(p_payload))
    where session_id = s.session_id returning * into strict s;
  v_command := genesis.insert_command(s, 'UPDATE_BRIEF', p_payload, false, s.current_stage, s.version, null,
    '{}', p_key, p_hash);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.brief.updated',
    jsonb_build_object('brief', genesis.brief_json(s.brief)), v_command.command_id, null);
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.update_brief(genesis_sessions, jsonb, text, text) to genesis_app;
