-- After a new round: one candidate becomes `working` with its locks, of several none is; a choice
-- that the writer made during the generation wins.
create or replace function genesis.set_working(
  s genesis_sessions, p_command command_inbox, p_proposal genesis_proposals, p_locked jsonb
) returns void
language sql as $$
  update genesis_stages set
    working_proposal_id = case when one.is_one then p_proposal.proposal_id end,
    working_candidate_id = case when one.is_one then (p_proposal.candidates -> 0 ->> 'candidate_id')::uuid end,
    working_locked = case when one.is_one then p_locked else '[]' end
  from (select jsonb_array_length(p_proposal.candidates) = 1 as is_one) one
  where session_id = s.session_id and stage = p_command.stage
    and working_version <= p_command.version
$$;
grant execute on function genesis.set_working(genesis_sessions, command_inbox, genesis_proposals, jsonb)
  to genesis_app, genesis_service;
