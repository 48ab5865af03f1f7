-- Keeps a writer's file, its text and the map of its sections: {outcome: ADDED, material},
-- {outcome: NOT_FOUND | SIGNED_OUT | STORED_TOO_MUCH}.
-- p_material: {name, kind, encoding, chars, sections, left_out}; p_original: the file in base64.
-- Its event lets every device know, and the account's bytes be counted anew.
create or replace function genesis.add_material(
  p_account uuid, p_session uuid, p_material jsonb, p_text text, p_original text,
  p_traceparent text default null, p_max_stored bigint default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  m materials;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account for no key update;
  if not found then
    return case when genesis.is_merged(p_account) then '{"outcome": "SIGNED_OUT"}' else '{"outcome": "NOT_FOUND"}' end::jsonb;
  end if;
  if genesis.is_full(p_account, p_max_stored) then
    return '{"outcome": "STORED_TOO_MUCH"}';
  end if;
  insert into materials (session_id, account_id, name, kind, encoding, chars, content, sections, left_out, original, bytes)
  select p_session, p_account, p_material ->> 'name', p_material ->> 'kind', p_material ->> 'encoding',
    (p_material ->> 'chars')::integer, p_text, p_material -> 'sections', p_material -> 'left_out', file.original,
    octet_length(p_text) + octet_length(file.original) + octet_length((p_material -> 'sections')::text)
  from (select decode(p_original, 'base64') as original) file
  returning * into m;
  update genesis_sessions set version = version + 1, updated_at = now() where session_id = p_session;
  perform genesis.append_event(p_session, p_account, s.version + 1, 'genesis.material.added',
    genesis.material_json(m) || jsonb_build_object('bytes', m.bytes), null, null);
  return jsonb_build_object('outcome', 'ADDED', 'material', genesis.material_map(m));
end
$$;
grant execute on function genesis.add_material(uuid, uuid, jsonb, text, text, text, bigint) to genesis_app;
