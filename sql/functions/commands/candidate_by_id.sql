-- A candidate of this session by its two ids, as {stage, candidate}, or the issue as {invalid}.
create or replace function genesis.candidate_by_id(p_session uuid, p_payload jsonb) returns jsonb
language plpgsql stable as $$
declare
  v_row genesis_proposals;
  v_candidate jsonb;
begin
  select * into v_row from genesis_proposals
    where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid;
  if not found then
    return jsonb_build_object('invalid',
      genesis.invalid('/payload/proposal_id', 'this session has no such proposal'));
  end if;
  v_candidate := genesis.candidate_of(v_row, (p_payload ->> 'candidate_id')::uuid);
  if v_candidate is null then
    return jsonb_build_object('invalid',
      genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate'));
  end if;
  return jsonb_build_object('stage', v_row.stage, 'candidate', v_candidate);
end
$$;
grant execute on function genesis.candidate_by_id(uuid, jsonb) to genesis_app;
