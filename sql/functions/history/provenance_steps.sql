-- The rounds of a field's provenance, as the contract has them, in this order. The log is gone through
-- once for all of them.
-- p_changed: of each, pointers of what changed in the field with it.
create or replace function genesis.provenance_steps(
  p_session uuid, p_stage text, p_rounds uuid[], p_candidates uuid[], p_changed jsonb[]
) returns jsonb
language sql stable as $$
  with step as materialized (
    select s.n, s.candidate_id, s.changed, g.proposal_id, g.round, g.origin, g.command_id, g.created_at
    from unnest(p_rounds, p_candidates, p_changed) with ordinality as s (proposal_id, candidate_id, changed, n)
      join genesis_proposals g on g.session_id = p_session and g.proposal_id = s.proposal_id
  ), logged as materialized (
    -- The inbox keeps commands for a while, the log for good.
    select distinct on (e.command_id) e.command_id, c.command_type
    from domain_events e join genesis.command_table c using (event_type)
    where e.session_id = p_session and e.command_id = any (array(
      select command_id from step where not exists (select from command_inbox i where i.command_id = step.command_id)))
    order by e.command_id, e.version
  ), confirmed as materialized (
    -- Read only where one of them was accepted at some time.
    select genesis.plain_payload(e) ->> 'candidate_id' as candidate_id, max(e.occurred_at) as at
    from domain_events e
    where e.session_id = p_session and e.event_type = 'genesis.stage.confirmed'
      and exists (select from genesis_stages st
        where st.session_id = p_session and st.stage = p_stage and st.accepted_rounds ?| p_rounds::text[])
    group by 1
  )
  select coalesce(jsonb_agg(jsonb_build_object('proposal_id', s.proposal_id, 'round', s.round,
      'at', genesis.iso(s.created_at), 'kind', s.origin -> 'kind',
      'command_type', coalesce(i.command_type, l.command_type),
      'feedback', s.origin -> 'feedback', 'model', s.origin -> 'model',
      'prompt_version', s.origin -> 'prompt_version', 'cost_usd', s.origin -> 'cost_usd',
      'changed', s.changed, 'confirmed_at', genesis.iso(c.at)) order by s.n), '[]')
  from step s left join command_inbox i on i.command_id = s.command_id
    left join logged l on l.command_id = s.command_id
    left join confirmed c on c.candidate_id = s.candidate_id::text
$$;
grant execute on function genesis.provenance_steps(uuid, text, uuid[], uuid[], jsonb[]) to genesis_app;
