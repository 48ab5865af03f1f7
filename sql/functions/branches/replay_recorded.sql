-- A generation of a session that repeats another has brought this round: it stands for the one that
-- was awaited, and what comes next is sent.
create or replace function genesis.replay_recorded(p genesis_proposals) returns void
language plpgsql as $$
begin
  update session_replays r
    set generations_done = generations_done + 1, awaited_proposal_id = null,
        rounds = rounds || jsonb_build_object(awaited_proposal_id, jsonb_build_object(
          'proposal_id', p.proposal_id, 'candidate_ids', (
            select jsonb_agg(c -> 'candidate_id' order by n)
            from jsonb_array_elements(p.candidates) with ordinality as x (c, n))))
    where session_id = p.session_id and status = 'RUNNING' and awaited_proposal_id is not null
      and exists (select from genesis_proposals awaited where awaited.session_id = r.source_session_id
        and awaited.proposal_id = r.awaited_proposal_id and awaited.stage = p.stage);
  if found then
    perform genesis.advance_replay(p.session_id);
  end if;
end
$$;
grant execute on function genesis.replay_recorded(genesis_proposals) to genesis_service;
