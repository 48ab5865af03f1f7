-- What stands in each stage: the accepted content of a CONFIRMED one, else what the writer works on,
-- else every candidate of the newest round, of which none is chosen yet.
create or replace function genesis.standing_contents(p_session uuid)
returns table (stage text, place bigint, content jsonb)
language sql stable as $$
  select st.stage, c.n, case when p.content_version = 1
      then genesis.upcast_content_1(st.stage, c.candidate -> 'content') else c.candidate -> 'content' end
  from genesis_stages st
  cross join lateral (select
    case when st.status = 'CONFIRMED' then st.accepted_proposal_id else st.working_proposal_id end as proposal_id,
    case when st.status = 'CONFIRMED' then st.accepted_candidate_id else st.working_candidate_id end as candidate_id
  ) chosen
  join genesis_proposals p on p.session_id = st.session_id and p.stage = st.stage
    and case when chosen.proposal_id is not null then p.proposal_id = chosen.proposal_id
      else p.round = st.proposal_count end
  cross join lateral jsonb_array_elements(genesis.candidates_of(p)) with ordinality as c (candidate, n)
  where st.session_id = p_session
    and (chosen.candidate_id is null or c.candidate ->> 'candidate_id' = chosen.candidate_id::text)
$$;
grant execute on function genesis.standing_contents(uuid) to genesis_app, genesis_service;
