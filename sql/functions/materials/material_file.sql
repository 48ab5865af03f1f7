-- A piece of a material's file, byte for byte: {name, base64, next}, `next` where the following piece
-- begins, null at the end; or null where there is no such material.
create or replace function genesis.material_file(
  p_account uuid, p_session uuid, p_material uuid, p_after integer, p_bytes integer
) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (
    select jsonb_build_object('name', m.name,
      'base64', translate(encode(substr(m.original, p_after + 1, p_bytes), 'base64'), E'\n', ''),
      'next', case when p_after + p_bytes < octet_length(m.original) then p_after + p_bytes end)
    from materials m join genesis_sessions s using (session_id)
    where m.material_id = p_material and m.session_id = p_session and m.account_id = p_account);
end
$$;
grant execute on function genesis.material_file(uuid, uuid, uuid, integer, integer) to genesis_app;
