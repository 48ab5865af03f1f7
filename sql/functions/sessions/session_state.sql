-- The whole state, of one moment: STABLE, so that `cursor` and the rest come from one snapshot.
-- `offset 0` keeps what is used twice from being asked twice. Null where the account has no such session.
create or replace function genesis.session_state(p_account uuid, p_session uuid) returns json
language plpgsql stable as $$
declare
  v_state json;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  v_state := (
    select json_build_object(
      'session_id', s.session_id, 'title', s.title, 'language', s.language, 'status', s.status,
      'current_stage', s.current_stage,
      'is_pending', p.pending <> '[]', 'pending_commands', p.pending,
      'available_commands', genesis.available_commands(s),
      'correlation_id', s.correlation_id, 'version', s.version, 'cursor', s.version,
      'brief', genesis.brief_json(s.brief),
      'questions', genesis.asked_questions(s),
      'budget', genesis.budget_json(s),
      'undo', nullif(u.can -> 'undo', 'null') - 'version',
      'redo', nullif(u.can -> 'redo', 'null') - 'version',
      'branch_of', genesis.branch_of(s), 'replay', genesis.replay_json(s.session_id),
      'series', genesis.series_json(s),
      'archived_at', genesis.iso(s.archived_at),
      'generator', genesis.generator(s.account_id),
      'stages', (select json_object_agg(st.stage, genesis.stage_state(st) order by genesis.stage_position(st.stage))
        from genesis_stages st where st.session_id = s.session_id),
      'last_error', s.last_error,
      'novel_id', s.novel_id,
      'usage', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
        'cost_usd', s.cost_usd))
    from genesis_sessions s, lateral (select genesis.pending_commands(s.session_id) as pending offset 0) p,
      lateral (select genesis.undo_redo(s) as can offset 0) u
    where s.session_id = p_session and s.account_id is not distinct from p_account
  );
  return v_state;
end
$$;
grant execute on function genesis.session_state(uuid, uuid) to genesis_app;
