-- What a candidate of the repeated session is in the session that repeats it: {proposal_id,
-- candidate_id}, by its place in its round; the same where it is from before the branch. Of a round that
-- is none here (a hand edit, a changed name), what it was made of stands for it; null: nothing does.
create or replace function genesis.replayed_ids(r session_replays, p_ids jsonb) returns jsonb
language sql stable as $$
  with recursive made_of (proposal_id, candidate_id, steps) as (
    select p_ids ->> 'proposal_id', p_ids ->> 'candidate_id', 0
    union all
    select p.origin ->> 'parent_proposal_id', p.origin ->> 'parent_candidate_id', m.steps + 1
    from made_of m join genesis_proposals p
      on p.session_id = r.source_session_id and p.proposal_id = m.proposal_id::uuid
    where not r.rounds ? m.proposal_id and p.origin ->> 'parent_proposal_id' is not null
  )
  select ids from made_of m, lateral (select case
    when r.rounds ? m.proposal_id then (
      select jsonb_build_object('proposal_id', round -> 'proposal_id', 'candidate_id', coalesce(
        round -> 'candidate_ids' -> (
          select (n - 1)::integer from genesis_proposals p,
            jsonb_array_elements(genesis.candidates_of(p)) with ordinality as c (candidate, n)
          where p.session_id = r.source_session_id and p.proposal_id = m.proposal_id::uuid
            and candidate ->> 'candidate_id' = m.candidate_id),
        round -> 'candidate_ids' -> 0))
      from (select r.rounds -> m.proposal_id as round) x)
    when exists (select from genesis_proposals p
      where p.session_id = r.session_id and p.proposal_id = m.proposal_id::uuid)
      then jsonb_build_object('proposal_id', m.proposal_id, 'candidate_id', m.candidate_id) end as ids) found
  where ids is not null order by steps limit 1
$$;
grant execute on function genesis.replayed_ids(session_replays, jsonb) to genesis_app, genesis_service;
