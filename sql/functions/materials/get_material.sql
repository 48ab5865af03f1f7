-- A material with its map, or null where the account has no such one in that session.
create or replace function genesis.get_material(p_account uuid, p_session uuid, p_material uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (select genesis.material_map(m) from materials m join genesis_sessions s using (session_id)
    where m.material_id = p_material and m.session_id = p_session and m.account_id = p_account);
end
$$;
grant execute on function genesis.get_material(uuid, uuid, uuid) to genesis_app;
