-- {outcome: FOUND, novel} or {outcome: NOT_FOUND}.
create or replace function genesis.get_novel(p_account uuid, p_novel uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('outcome', 'FOUND', 'novel', genesis.novel_json(n)) from novels n
     where n.novel_id = p_novel and n.account_id is not distinct from p_account),
    '{"outcome": "NOT_FOUND"}');
end
$$;
grant execute on function genesis.get_novel(uuid, uuid) to genesis_app;
