-- What a session has used, which its log does not say: calls that failed are counted too.
create or replace function genesis.log_usage(s genesis_sessions) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'session', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
      'cost_usd', s.cost_usd, 'spent_usd', s.spent_usd),
    'stages', (select jsonb_object_agg(st.stage, jsonb_build_object('input_tokens', st.input_tokens,
        'output_tokens', st.output_tokens, 'cost_usd', st.cost_usd))
      from genesis_stages st where st.session_id = s.session_id),
    'novel', (select n.content -> 'usage' from novels n where n.session_id = s.session_id))
$$;
grant execute on function genesis.log_usage(genesis_sessions) to genesis_app;
