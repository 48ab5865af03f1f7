-- A session with all its branches, and all that it is a branch of, oldest first: {branches}, or null where
-- the account has no such session.
create or replace function genesis.list_branches(p_account uuid, p_session uuid) returns jsonb
language plpgsql stable as $$
declare
  v_root uuid;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select coalesce(branch_root, session_id) into v_root from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account;
  if not found then
    return null;
  end if;
  return jsonb_build_object('branches', (
    select jsonb_agg(jsonb_build_object('session_id', s.session_id,
      'title', coalesce(nullif(s.title, ''), genesis.chosen_title(s.session_id), ''),
      'status', s.status, 'current_stage', s.current_stage, 'version', s.version,
      'branch_of', genesis.branch_of(s), 'replay', genesis.replay_json(s.session_id),
      'usage', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
        'cost_usd', s.cost_usd),
      'created_at', genesis.iso(s.created_at), 'updated_at', genesis.iso(s.updated_at))
      order by s.session_id)
    from genesis_sessions s
    where (s.session_id = v_root or s.branch_root = v_root) and s.account_id is not distinct from p_account));
end
$$;
grant execute on function genesis.list_branches(uuid, uuid) to genesis_app;
