-- What a book is: the genres of the concept that is confirmed or chosen, else the genre that was asked for.
create or replace function genesis.genres_of(p_session uuid, p_brief jsonb) returns jsonb
language sql stable as $$
  select coalesce((
      select genesis.candidate_of(p, coalesce(st.accepted_candidate_id, st.working_candidate_id))
        -> 'content' -> 'genres'
      from genesis_stages st join genesis_proposals p on p.session_id = st.session_id
        and p.proposal_id = coalesce(st.accepted_proposal_id, st.working_proposal_id)
      where st.session_id = p_session and st.stage = 'CONCEPT_SELECTION'),
    case when p_brief ->> 'genre' is null then '[]' else jsonb_build_array(p_brief ->> 'genre') end)
$$;
grant execute on function genesis.genres_of(uuid, jsonb) to genesis_app;
