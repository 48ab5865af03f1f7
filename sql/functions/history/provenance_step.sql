-- One round in a field's provenance, as the contract has it.
-- p_changed: pointers of what changed in the field with this round.
create or replace function genesis.provenance_step(p genesis_proposals, p_candidate uuid, p_changed jsonb)
returns jsonb
language sql stable as $$
  select jsonb_build_object('proposal_id', p.proposal_id, 'round', p.round,
    'at', genesis.iso(p.created_at), 'kind', p.origin -> 'kind',
    'command_type', coalesce(
      (select i.command_type from command_inbox i where i.command_id = p.command_id),
      -- The inbox keeps commands for a while, the log for good.
      (select c.command_type from domain_events e join genesis.command_table c using (event_type)
       where e.session_id = p.session_id and e.command_id = p.command_id order by e.version limit 1)),
    'feedback', p.origin -> 'feedback', 'model', p.origin -> 'model',
    'prompt_version', p.origin -> 'prompt_version', 'cost_usd', p.origin -> 'cost_usd',
    'changed', p_changed,
    -- The log is read only for a round that was accepted at some time.
    'confirmed_at', case when exists (select from genesis_stages st
      where st.session_id = p.session_id and st.stage = p.stage and st.accepted_rounds ? p.proposal_id::text) then (
      select genesis.iso(max(e.occurred_at)) from domain_events e
      where e.session_id = p.session_id and e.event_type = 'genesis.stage.confirmed'
        and genesis.plain_payload(e) ->> 'candidate_id' = p_candidate::text) end)
$$;
grant execute on function genesis.provenance_step(genesis_proposals, uuid, jsonb) to genesis_app;
