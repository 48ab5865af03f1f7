-- Older rounds, newest first: {proposals, next}, or null where the account has no such session. At
-- most p_limit rounds and answer_bytes, but one at least: what comes after is neither read nor made.
create or replace function genesis.list_proposals(
  p_account uuid, p_session uuid, p_stage text, p_before text, p_limit integer
) returns json
language plpgsql stable as $$
declare
  p genesis_proposals;
  v_proposal text;
  v_proposals text[] := '{}';
  v_bytes integer := 0;
  v_last text;
  v_next text;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  for p in
    select * from genesis_proposals g
    where g.session_id = p_session and g.account_id = p_account and (p_stage is null or g.stage = p_stage)
      and (p_before is null or (g.created_at, g.proposal_id) <
        (split_part(p_before, '|', 1)::timestamptz, split_part(p_before, '|', 2)::uuid))
    order by g.created_at desc, g.proposal_id desc limit p_limit + 1
  loop
    v_next := v_last;
    exit when cardinality(v_proposals) = p_limit;
    v_proposal := genesis.proposal_json(p)::text;
    v_bytes := v_bytes + octet_length(v_proposal) + 1;
    exit when v_bytes > genesis.answer_bytes() and v_last is not null;
    v_next := null;
    v_proposals := array_append(v_proposals, v_proposal);
    v_last := genesis.page_cursor(p.created_at, p.proposal_id);
  end loop;
  return json_build_object('proposals', ('[' || array_to_string(v_proposals, ',') || ']')::json, 'next', v_next);
end
$$;
grant execute on function genesis.list_proposals(uuid, uuid, text, text, integer) to genesis_app;
