-- Whether a text (in lower case) is in a book: in its title, in the writer's idea and notes, or in a
-- value of what is accepted or chosen in a stage. Texts are read only where title and brief have not
-- said so. Chinese is found like any other: by its characters, not by words.
create or replace function genesis.session_says(s genesis_sessions, p_text text) returns boolean
language sql stable as $$
  select strpos(lower(s.title), p_text) > 0
    or strpos(lower(concat_ws(E'\n', s.brief ->> 'genre', s.brief ->> 'hints', s.brief ->> 'idea', s.brief ->> 'notes')), p_text) > 0
    or exists (
      select from genesis_stages st join genesis_proposals p
          on p.session_id = st.session_id and p.proposal_id in (st.accepted_proposal_id, st.working_proposal_id),
        lateral jsonb_path_query(
          genesis.candidate_of(p, case when p.proposal_id = st.accepted_proposal_id
            then st.accepted_candidate_id else st.working_candidate_id end) -> 'content',
          'strict $.** ? (@.type() == "string")') value
      where st.session_id = s.session_id and strpos(lower(value #>> '{}'), p_text) > 0)
$$;
grant execute on function genesis.session_says(genesis_sessions, text) to genesis_app;
