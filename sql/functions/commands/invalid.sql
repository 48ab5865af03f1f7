-- The outcome for a proposal, candidate or lock that this session does not have.
create or replace function genesis.invalid(p_path text, p_message text) returns jsonb
language sql immutable as $$
  select jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues',
    jsonb_build_array(jsonb_build_object('path', p_path, 'message', p_message)))
$$;
grant execute on function genesis.invalid(text, text) to genesis_app;
