-- The texts of what is accepted and chosen in a stage, in lower case, wherever they are stored; null
-- where nothing is. A separator that nobody types stands between them.
create or replace function genesis.stage_says(st genesis_stages) returns text
language sql stable as $$
  select lower(string_agg(leaf #>> '{}', E'\x1f'))
  from genesis_proposals p
    cross join lateral jsonb_array_elements(genesis.candidates_of(p)) candidate
    cross join lateral jsonb_path_query(candidate -> 'content', 'strict $.** ? (@.type() == "string")') leaf
  where p.session_id = st.session_id and p.proposal_id in (st.accepted_proposal_id, st.working_proposal_id)
    and candidate ->> 'candidate_id' in (st.accepted_candidate_id::text, st.working_candidate_id::text)
$$;
grant execute on function genesis.stage_says(genesis_stages) to genesis_app;
