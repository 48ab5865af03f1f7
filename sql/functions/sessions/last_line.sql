-- The last sentence of what stands in a session's latest stage: where the writer left off. Null where
-- nothing is chosen yet.
create or replace function genesis.last_line(p_session uuid) returns text
language sql stable as $$
  select left(coalesce(
    (regexp_match(said.text, '([^。！？.!?]+[。！？.!?]+["”’」』）)]*)\s*$'))[1], said.text), 300)
  from (
    select st.stage, genesis.candidate_of(p, coalesce(st.accepted_candidate_id, st.working_candidate_id))
        -> 'content' as content
    from genesis_stages st join genesis_proposals p on p.session_id = st.session_id
      and p.proposal_id = coalesce(st.accepted_proposal_id, st.working_proposal_id)
    where st.session_id = p_session
    order by genesis.stage_position(st.stage) desc limit 1
  ) latest, lateral (
    select btrim(case latest.stage
      when 'CONCEPT_SELECTION' then content ->> 'logline'
      when 'STORY_CONCEPTION' then content #>> '{ending,image}'
      when 'WORLDVIEW' then content ->> 'daily_life'
      when 'CHARACTERS' then content #>> '{characters,-1,want}'
      else content ->> 'ending' end) as text
  ) said
  where said.text <> ''
$$;
grant execute on function genesis.last_line(uuid) to genesis_app;
