-- Older rounds, newest first: {outcome: FOUND | NOT_FOUND, proposals, next}.
create or replace function genesis.list_proposals(
  p_account uuid, p_session uuid, p_stage text, p_before text, p_limit integer
) returns jsonb
language plpgsql stable as $$
declare
  v_page jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select coalesce(jsonb_agg(genesis.proposal_json(page.p)
      || jsonb_build_object('key', (page.p).created_at::text || '|' || (page.p).proposal_id)
      order by (page.p).created_at desc, (page.p).proposal_id desc), '[]') into v_page
  from (
    select p from genesis_proposals p
    where p.session_id = p_session and p.account_id = p_account and (p_stage is null or p.stage = p_stage)
      and (p_before is null or (p.created_at, p.proposal_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by p.created_at desc, p.proposal_id desc limit p_limit + 1
  ) page;
  return jsonb_build_object('outcome', 'FOUND') || genesis.page_of('proposals', v_page, p_limit);
end
$$;
grant execute on function genesis.list_proposals(uuid, uuid, text, text, integer) to genesis_app;
