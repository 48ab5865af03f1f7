-- What a candidate of the repeated session is in the session that repeats it: {proposal_id,
-- candidate_id}, by its place in its round; the same where it is from before the branch; null: nothing.
create or replace function genesis.replayed_ids(r session_replays, p_ids jsonb) returns jsonb
language sql stable as $$
  select case
    when r.rounds ? (p_ids ->> 'proposal_id') then (
      select jsonb_build_object('proposal_id', round -> 'proposal_id', 'candidate_id', coalesce(
        round -> 'candidate_ids' -> (
          select (n - 1)::integer from genesis_proposals p,
            jsonb_array_elements(genesis.candidates_of(p)) with ordinality as c (candidate, n)
          where p.session_id = r.source_session_id and p.proposal_id = (p_ids ->> 'proposal_id')::uuid
            and candidate -> 'candidate_id' = p_ids -> 'candidate_id'),
        round -> 'candidate_ids' -> 0))
      from (select r.rounds -> (p_ids ->> 'proposal_id') as round) x)
    when exists (select from genesis_proposals p
      where p.session_id = r.session_id and p.proposal_id = (p_ids ->> 'proposal_id')::uuid)
      then jsonb_build_object('proposal_id', p_ids -> 'proposal_id', 'candidate_id', p_ids -> 'candidate_id') end
$$;
grant execute on function genesis.replayed_ids(session_replays, jsonb) to genesis_app, genesis_service;
