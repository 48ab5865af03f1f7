-- A new round of a stage. Returns the row.
-- p_contents: the candidates' contents; p_parent: the candidate they were made from, or null.
-- p_receipts: of each candidate, what was done with the feedback; null where there is nothing to say.
-- p_origin gives kind, model, …; of an import also `placed`, the pointers of the writer's own words, and
-- `filled_by`, the kind of the rest; the rest of an origin is filled with its nulls.
create or replace function genesis.add_proposal(
  s genesis_sessions, p_stage text, p_contents jsonb, p_parent jsonb, p_parent_proposal uuid,
  p_origin jsonb, p_command uuid, p_receipts jsonb default null
) returns genesis_proposals
language plpgsql as $$
declare
  v_proposal genesis_proposals;
  v_id uuid := uuidv7();
  v_round integer;
begin
  update genesis_stages
    set proposal_count = proposal_count + 1,
        status = case when status = 'EMPTY' then 'DRAFT' else status end
    where session_id = s.session_id and stage = p_stage
    returning proposal_count into strict v_round;
  insert into genesis_proposals
    (proposal_id, session_id, account_id, stage, round, candidates, origin, command_id)
  select v_id, s.session_id, s.account_id, p_stage, v_round,
    to_jsonb(array_agg(case when p_origin ? 'placed'
        then genesis.make_imported(content, p_origin -> 'placed', p_origin ->> 'filled_by', v_id)
        else genesis.make_candidate(content, p_parent, p_origin ->> 'kind', v_id) end
      || case when jsonb_array_length(p_receipts -> (n - 1)::integer) > 0
        then jsonb_build_object('receipts', p_receipts -> (n - 1)::integer) else '{}' end order by n)),
    jsonb_build_object('kind', null, 'model', null, 'prompt_version', null, 'feedback', null,
      'locked', '[]'::jsonb, 'parent_proposal_id', p_parent_proposal,
      'parent_candidate_id', p_parent -> 'candidate_id', 'input_tokens', null, 'output_tokens', null, 'cost_usd', null, 'stopped', false) || (p_origin - 'placed' - 'filled_by'),
    p_command
  from jsonb_array_elements(p_contents) with ordinality as t (content, n)
  returning * into v_proposal;
  return v_proposal;
end
$$;
grant execute on function genesis.add_proposal(genesis_sessions, text, jsonb, jsonb, uuid, jsonb, uuid, jsonb)
  to genesis_app, genesis_service;
