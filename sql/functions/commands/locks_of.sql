-- The locks of a command that names a candidate: {locked}, or VALIDATION_FAILED where the session has no such
-- proposal, candidate, lock or piece. Without `locked` it is what the writer has locked on that candidate.
create or replace function genesis.locks_of(p_session uuid, p_stage text, p_payload jsonb) returns jsonb
language plpgsql stable as $$
declare
  v_row genesis_proposals;
  v_candidate jsonb;
  v_locked jsonb := '[]';
  v_issues jsonb;
begin
  if p_payload ? 'proposal_id' then
    select * into v_row from genesis_proposals
      where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid;
    if not found then
      return genesis.invalid('/payload/proposal_id', 'this session has no such proposal');
    end if;
  end if;
  if p_payload ? 'candidate_id' then
    v_candidate := genesis.candidate_of(v_row, (p_payload ->> 'candidate_id')::uuid);
    if v_candidate is null then
      return genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate');
    end if;
    v_locked := genesis.upcast_pointers_1(coalesce(p_payload -> 'locked',
      (select working_locked from genesis_stages
       where session_id = p_session and stage = p_stage
         and working_candidate_id = (p_payload ->> 'candidate_id')::uuid),
      '[]'));
    v_issues := genesis.missing_locks(v_locked, v_candidate -> 'content')
      || genesis.missing_locks(coalesce(p_payload -> 'only', '[]'), v_candidate -> 'content', 'only')
      || genesis.missing_pieces(p_session, p_stage, coalesce(p_payload -> 'use', '[]'));
    if v_issues <> '[]' then
      return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
    end if;
  end if;
  return jsonb_build_object('locked', v_locked);
end
$$;
grant execute on function genesis.locks_of(uuid, text, jsonb) to genesis_app;
