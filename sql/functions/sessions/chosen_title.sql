-- The title of the concept that is chosen in a session, or null.
create or replace function genesis.chosen_title(p_session uuid) returns text
language sql stable as $$
  select genesis.candidate_of(p, g.working_candidate_id) -> 'content' ->> 'title'
  from genesis_stages g
  join genesis_proposals p
    on p.session_id = g.session_id and p.proposal_id = g.working_proposal_id
  where g.session_id = p_session and g.stage = 'CONCEPT_SELECTION'
$$;
grant execute on function genesis.chosen_title(uuid) to genesis_app;
