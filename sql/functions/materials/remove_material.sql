-- Takes a material away, with its file: {outcome: REMOVED | NOT_FOUND}. What was placed from it stays.
create or replace function genesis.remove_material(
  p_account uuid, p_session uuid, p_material uuid, p_traceparent text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_bytes bigint;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account for no key update;
  delete from materials
    where material_id = p_material and session_id = s.session_id and account_id = p_account
    returning bytes into v_bytes;
  if v_bytes is null then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  update genesis_sessions set version = version + 1, updated_at = now() where session_id = p_session;
  perform genesis.append_event(p_session, p_account, s.version + 1, 'genesis.material.removed',
    jsonb_build_object('material_id', p_material, 'bytes', v_bytes), null, null);
  return '{"outcome": "REMOVED"}';
end
$$;
grant execute on function genesis.remove_material(uuid, uuid, uuid, text) to genesis_app;
