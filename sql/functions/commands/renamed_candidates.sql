-- What stands in each stage (of a confirmed one what is accepted, else what is chosen) with a name
-- changed, where it mentions that name.
create or replace function genesis.renamed_candidates(p_session uuid, p_from text, p_to text)
returns table (stage text, round genesis_proposals, candidate jsonb, is_accepted boolean, content jsonb)
language sql stable as $$
  select st.stage, p, c.candidate, base.candidate_id = st.accepted_candidate_id, r.content
  from genesis_stages st
    cross join lateral (
      select
        case when st.status = 'CONFIRMED' or st.working_candidate_id is null
          then st.accepted_proposal_id else st.working_proposal_id end as proposal_id,
        case when st.status = 'CONFIRMED' or st.working_candidate_id is null
          then st.accepted_candidate_id else st.working_candidate_id end as candidate_id
    ) base
    join genesis_proposals p on p.session_id = st.session_id and p.proposal_id = base.proposal_id
    cross join lateral (select genesis.candidate_of(p, base.candidate_id) as candidate offset 0) c
    cross join lateral (
      select genesis.renamed_content(c.candidate -> 'content', p_from, p_to) as content offset 0) r
  where st.session_id = p_session and r.content <> c.candidate -> 'content'
  order by genesis.stage_position(st.stage)
$$;
grant execute on function genesis.renamed_candidates(uuid, text, text) to genesis_app, genesis_service;
