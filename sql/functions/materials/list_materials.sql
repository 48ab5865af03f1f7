-- A session's materials, newest first, without their sections: {materials, next}, or null where the
-- account has no such session.
create or replace function genesis.list_materials(p_account uuid, p_session uuid, p_before text, p_limit integer)
returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  select coalesce(jsonb_agg(genesis.material_json(m)
      || jsonb_build_object('key', genesis.page_cursor(m.created_at, m.material_id))
      order by m.created_at desc, m.material_id desc), '[]') into v_page
  from (
    select * from materials
    where session_id = p_session and account_id = p_account
      and (p_before is null or (created_at, material_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by created_at desc, material_id desc limit p_limit + 1
  ) m;
  return genesis.page_of('materials', v_page, p_limit);
end
$$;
grant execute on function genesis.list_materials(uuid, uuid, text, integer) to genesis_app;
