-- A novel as an edition of it was; null p_edition: the newest. {outcome: FOUND, novel} or
-- {outcome: NOT_FOUND}.
create or replace function genesis.get_novel(p_account uuid, p_novel uuid, p_edition integer default null)
returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('outcome', 'FOUND', 'novel', case
        when coalesce(p_edition, n.edition) = n.edition then genesis.novel_json(n)
        else genesis.earlier_edition(n, p_edition) end)
     from novels n
     where n.novel_id = p_novel and n.account_id is not distinct from p_account
       and coalesce(p_edition, n.edition) between 1 and n.edition),
    '{"outcome": "NOT_FOUND"}');
end
$$;
grant execute on function genesis.get_novel(uuid, uuid, integer) to genesis_app;
