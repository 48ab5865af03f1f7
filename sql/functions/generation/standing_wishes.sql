-- What of the writer's wishes stands beside the brief:
--   wishes  the feedback that the accepted stages, and the candidate this command starts from, came
--           of, oldest first: [{stage, round, text}]
--   own     the accepted stages that the writer wrote or edited
--   locks   what is locked on the accepted candidates, by stage
create or replace function genesis.standing_wishes(s genesis_sessions, i command_inbox) returns jsonb
language sql stable as $$
  with recursive line as (
    select p.proposal_id, p.stage, p.round, p.origin
    from genesis_proposals p
    where p.session_id = s.session_id and (
      p.proposal_id in (select st.accepted_proposal_id from genesis_stages st
        where st.session_id = s.session_id
          and genesis.stage_position(st.stage) < genesis.stage_position(i.stage))
      or p.stage = i.stage and p.proposal_id = (i.payload ->> 'proposal_id')::uuid)
    union
    select p.proposal_id, p.stage, p.round, p.origin
    from line join genesis_proposals p on p.session_id = s.session_id and p.stage = line.stage
      and p.proposal_id = (line.origin ->> 'parent_proposal_id')::uuid
  )
  select jsonb_build_object(
    'wishes', coalesce((
      select jsonb_agg(jsonb_build_object('stage', stage, 'round', round, 'text', origin -> 'feedback')
        order by genesis.stage_position(stage), round)
      from line where origin ->> 'feedback' is not null), '[]'),
    'own', coalesce((
      select jsonb_agg(st.stage) from genesis_stages st
      join genesis_proposals p on p.session_id = st.session_id and p.proposal_id = st.accepted_proposal_id
      where st.session_id = s.session_id and p.origin ->> 'kind' in ('user', 'import')
        and genesis.stage_position(st.stage) < genesis.stage_position(i.stage)), '[]'),
    'locks', coalesce((
      select jsonb_object_agg(st.stage, st.working_locked) from genesis_stages st
      where st.session_id = s.session_id and st.working_locked <> '[]'
        and st.working_candidate_id = st.accepted_candidate_id
        and genesis.stage_position(st.stage) < genesis.stage_position(i.stage)), '{}'))
$$;
grant execute on function genesis.standing_wishes(genesis_sessions, command_inbox) to genesis_service;
